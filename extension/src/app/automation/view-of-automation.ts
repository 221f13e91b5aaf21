import { diffAutomations } from '@mayfly/shared/automation/difference.ts';
import { definitionOf, definitions } from '@mayfly/shared/steps/index.ts';
import { fits } from '../../editor/StepForm.tsx';
import { rowOfStep } from '../../panel/row-of-step.ts';
import { strings } from '../../pages/strings.ts';
import { sayDifference } from '../../review/view.ts';
import { nextOf } from '../load-automations.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type {
  AutomationState,
  AutomationStep,
  AutomationVersion,
  AutomationView,
} from '../../pages/automation-view.ts';
import type { LoadedAutomation } from './load-automation.ts';

/** An automation as its page shows it; `edited` is what was changed here and not saved. */
export function viewOfAutomation(
  { saved, versions, signIn }: LoadedAutomation,
  edited: Automation | undefined,
): AutomationView {
  const { automation, grant, subject } = saved;
  const shown = edited ?? automation;
  return {
    id: subject,
    name: shown.name,
    hosts: automation.origins.map((origin) => new URL(origin).host),
    version: automation.changed.version,
    state: stateOf(automation, edited),
    writes: grant?.body.writes.some(({ reading }) => !reading) ?? false,
    next: nextOf(saved),
    signInHost: signIn?.hosts[0],
    permissionEndsAt: grant?.body.notAfter,
    steps: shown.steps.map((step, place) => stepRow(step, place, automation)),
    names: { inputs: shown.inputs, secrets: shown.secrets },
    addable: definitions.map(({ type, title }) => ({ type, title })),
    versions: versions
      .map((version, place) => versionRow(version, versions[place - 1]?.automation, saved.id))
      .toReversed(),
    stage: { kind: 'idle' },
  };
}

function stateOf(running: Automation, edited: Automation | undefined): AutomationState {
  if (!edited) return { kind: 'in-force' };
  const changed = edited.steps.filter((step) => changeOf(step, running)).length;
  const removed = running.steps.filter(({ id }) => edited.steps.every((step) => step.id !== id));
  const moved = sameOrder(running, edited) ? 0 : 1;
  return { kind: 'changed', steps: Math.max(changed + removed.length, moved) };
}

function sameOrder(left: Automation, right: Automation): boolean {
  const ids = ({ steps }: Automation) => steps.map(({ id }) => id).join();
  return ids(left) === ids(right);
}

function stepRow(step: Step, place: number, running: Automation): AutomationStep {
  const number = place + 1;
  const change = changeOf(step, running);
  const edited = { step, ...(change ? { change } : {}) };
  if (!fits(step)) {
    const { title } = definitionOf(step);
    return { id: step.id, number, shape: 'click', sentence: title, wrong: true, ...edited };
  }
  return { ...rowOfStep(step), number, ...edited };
}

function changeOf(step: Step, { steps }: Automation): 'changed' | 'new' | undefined {
  const before = steps.find(({ id }) => id === step.id);
  if (!before) return 'new';
  return JSON.stringify(before) === JSON.stringify(step) ? undefined : 'changed';
}

function versionRow(
  { id, automation }: LoadedAutomation['versions'][number],
  before: Automation | undefined,
  running: string,
): AutomationVersion {
  const { version, at } = automation.changed;
  return {
    id,
    version,
    at,
    by: strings.history.you,
    running: id === running,
    difference: before ? sayDifference(diffAutomations(before, automation)) : [],
  };
}
