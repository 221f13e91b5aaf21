import type { Sentence } from '../ui/sentence.ts';
import type { StepShape } from '../ui/step-icon.ts';

/** One recorded act, as a sentence. */
export type RecordedStep = {
  /** Stays the same while further acts fold into it. */
  id: string;
  number: number;
  shape: StepShape;
  sentence: Sentence;
  /** The value will be asked for at each run. */
  asked?: boolean;
  /** Name of the secret that stands in its place. */
  secret?: string | undefined;
  /** Host to which this act sent data. */
  sendsTo?: string | undefined;
  /** The act fell into a frame that cannot be read. */
  closedFrame?: boolean;
  /** “Waited 1.8 s for 42 rows”, “42 rows, 5 columns: …”. */
  note?: string | undefined;
};

/** The tools that wait for a click on the page, and add a step which is no act of the person's. */
export type RecordingTool = 'table' | 'check' | 'wait';

/** Steps about the page itself, which need no such click. */
export type PageStep = 'picture' | 'wait-time' | 'wait-address' | 'check-address' | 'check-title';

/** `recording`: acts are taken. `paused`: by the person. `other-site`: the tab is where Mayfly may not look. */
export type RecordingState =
  | { kind: 'recording' }
  | { kind: 'paused' }
  /** Without host: Chrome does not tell which site it is. */
  | { kind: 'other-site'; host: string | undefined };

/** A recording as the panel shows it. Times in ms since 1970. */
export type RecordingView = {
  state: RecordingState;
  startedAt: number;
  /** The first is where it began. */
  hosts: readonly string[];
  steps: readonly RecordedStep[];
  canUndo: boolean;
  canRedo: boolean;
  /** The tool which waits for a click on the page. */
  tool?: RecordingTool | undefined;
  /** Numbers of two steps that look like pages of one table. */
  pages?: readonly [number, number] | undefined;
  shortcut?: string | undefined;
};

/** What can be done while recording. */
export type RecordingActions = {
  onStop: () => void;
  onPause: () => void;
  onResume: () => void;
  onUndo: () => void;
  onRedo: () => void;
  onRemove: (stepId: string) => void;
  /** The tool to begin with; absent: give up the one that waits. */
  onTool: (tool: RecordingTool | undefined) => void;
  onAdd: (step: PageStep) => void;
  onReadAllPages: () => void;
  onKeepPages: () => void;
  /** Must call `permissions.request` in this very click. */
  onAllowSite: () => void;
  onLeaveOut: () => void;
};
