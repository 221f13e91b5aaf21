import type { ErrorWords } from '../ui/error-words.ts';
import type { Sentence } from '../ui/sentence.ts';
import type { StepShape } from '../ui/step-icon.ts';
import type { DeclaredNames } from '../editor/field-props.ts';
import type { EditedStep } from '../editor/StepForm.tsx';
import type { NextRun } from './automations-view.ts';

/** A step in the list, with the step itself for its form. */
export type AutomationStep = {
  id: string;
  number: number;
  shape: StepShape;
  sentence: Sentence;
  step: EditedStep;
  asked?: boolean;
  secret?: string | undefined;
  sendsTo?: string | undefined;
  /** Against the version that runs. */
  change?: 'changed' | 'new' | undefined;
  /** It cannot be saved as it is. */
  wrong?: boolean;
};

/** A version that was saved. Times in ms since 1970. */
export type AutomationVersion = {
  /** Its envelope id. */
  id: string;
  version: number;
  at: number;
  by: string;
  running: boolean;
  /** Against the version before. */
  difference: readonly Sentence[];
};

/** `in-force`: as it runs. `changed`: edited here, not saved. `draft`: never confirmed. */
export type AutomationState =
  | { kind: 'in-force' }
  | { kind: 'draft' }
  | { kind: 'changed'; steps: number }
  | { kind: 'saved'; version: number }
  | { kind: 'conflict'; device: string };

/** One automation, its steps, and how far what is shown is from what runs. */
export type AutomationView = {
  id: string;
  name: string;
  hosts: readonly string[];
  /** The version that runs; undefined for a draft. */
  version: number | undefined;
  state: AutomationState;
  writes: boolean;
  next: NextRun;
  signInHost?: string | undefined;
  permissionEndsAt?: number | undefined;
  steps: readonly AutomationStep[];
  names: DeclaredNames;
  /** What can be added: type and title, in the order of the catalogue. */
  addable: readonly { type: string; title: string }[];
  versions: readonly AutomationVersion[];
  stage: { kind: 'idle' } | { kind: 'saving' } | { kind: 'failed'; words: ErrorWords };
};

/** What can be done with it. Nothing here signs but the review that `onSave` leads to. */
export type AutomationActions = {
  onRun: () => void;
  onSchedule: () => void;
  onLimits: () => void;
  /** Goes to the review, which shows the difference; one signature. */
  onSave: () => void;
  onUndo: () => void;
  onChangeStep: (step: EditedStep) => void;
  onRemoveStep: (stepId: string) => void;
  onMoveStep: (stepId: string, by: -1 | 1) => void;
  /** Gives the id of the new step. */
  onAddStep: (type: string, afterStepId: string | undefined) => string;
  onPick: (stepId: string, field: string) => void;
  onRestore: (versionId: string) => void;
  onResolve: (keep: 'mine' | 'other') => void;
};
