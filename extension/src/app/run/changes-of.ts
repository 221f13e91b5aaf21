import { isEnd } from '@mayfly/shared/api/run-state.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type { LoadedRun } from './load-run.ts';

/** What a run changes: how many of its steps that send data went through, and how many there are. */
export type Changes = { confirmed: number; of: number };

type Known = Pick<LoadedRun, 'label' | 'ran' | 'outcomes' | 'said'> & {
  readonly proved: { readonly report?: unknown } | undefined;
};

/**
 * The changes of a run; while it goes on, only once there may be some. Undefined where nobody can know: it ended without a
 * report.
 */
export function changesOf(loaded: Known, readOnly: boolean): Changes | undefined {
  if (readOnly) return { confirmed: 0, of: 0 };
  const { label, ran, outcomes, said, proved } = loaded;
  const sending = outcomes.filter(
    ({ sends, status }) => sends && status !== 'not-run' && status !== 'skipped',
  );
  if (!proved?.report) {
    const mayHave = said?.mark !== undefined || sending.length > 0;
    if (isEnd(label.status) || !mayHave) return undefined;
  }
  const confirmed = sending.filter(({ status }) => status === 'succeeded').length;
  const skipped = new Set(outcomes.flatMap((each) => (each.status === 'skipped' ? each.id : [])));
  const planned = ran?.automation.steps.filter(
    (step) => changesThings(step) && !skipped.has(step.id),
  ).length;
  return { confirmed, of: Math.max(planned ?? 0, sending.length) };
}

/** Whether a step sends data that changes something. */
export function changesThings({ sends = [] }: Step): boolean {
  return sends.some(({ reading }) => !reading);
}

/** The place of the step that one has to ask about when contact was lost: the last that changes things, of those begun. */
export function doubtfulStep(steps: readonly Step[], done: number): number {
  const begun = steps.slice(0, done + 1);
  const last = begun.findLastIndex(changesThings);
  return last < 0 ? Math.max(0, begun.length - 1) : last;
}
