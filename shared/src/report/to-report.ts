import type { Outcome } from '../player/outcome.ts';
import { redactOutcome } from './redact-outcome.ts';
import type { Redactor } from './redact.ts';
import { reportVersion } from './report.ts';
import type { Report, ReportStatus } from './report.ts';

/** What a report is made of besides outcomes. */
export type ReportParts = Omit<
  Report,
  'v' | 'status' | 'code' | 'step' | 'outcomes' | 'values' | 'tables' | 'tabs' | 'hidden'
> & {
  /** Every outcome in the order in which it was yielded. */
  readonly outcomes: readonly Outcome[];
  /** Why the signal stopped the run, where it did. */
  readonly stopped?: 'canceled' | 'timed-out';
  /** Whether a change was sent of which nobody knows whether the site took it. */
  readonly isUnknown: boolean;
};

/** The report of a run, everything that a page may have written redacted. */
export function toReport(parts: ReportParts, redactor: Redactor): Report {
  const { outcomes, stopped, isUnknown, fence, automation, artifacts, ...rest } = parts;
  const redacted = lastOfEach(outcomes).map((outcome) => redactOutcome(outcome, redactor));
  const redact = (text: string) => redactor.redact(text);
  return {
    ...rest,
    v: reportVersion,
    ...(isUnknown ? unknownEnd(redacted) : endOf(redacted, stopped)),
    automation: { ...automation, name: redact(automation.name) },
    outcomes: redacted.map(({ values: _values, tables: _tables, ...outcome }) => outcome),
    values: redacted.flatMap(({ step, values = [] }) =>
      values.map((value) => ({ step, ...value })),
    ),
    tables: redacted.flatMap(({ step, tables = [] }) =>
      tables.map((table) => ({ step, ...table })),
    ),
    tabs: 1 + Math.max(0, ...outcomes.map(({ tab }) => tab)),
    fence: {
      ...fence,
      refused: fence.refused.map((each) => ({ ...each, path: redact(each.path) })),
    },
    artifacts: artifacts.map((each) => ({ ...each, name: redact(each.name) })),
    hidden: redactor.hidden,
  };
}

/** How a run ended, by what became of its steps. */
export type End = Pick<Report, 'status' | 'code' | 'step'>;

/** How a run ended. `stopped`: why its signal ended it, where it did. */
export function endOf(outcomes: readonly Outcome[], stopped?: 'canceled' | 'timed-out'): End {
  const stoppedAt = stepOf(outcomes, 'stopped');
  if (stopped) return { status: stopped, ...(stoppedAt !== undefined && { step: stoppedAt }) };
  const last = outcomes.find(({ endsRun }) => endsRun);
  const failed = last ?? outcomes.find(({ status }) => status === 'failed');
  if (!failed?.error) return { status: 'succeeded' };
  const status: ReportStatus = last ? 'failed' : 'finished-with-errors';
  return { status, code: failed.error.code, step: failed.step };
}

function stepOf(outcomes: readonly Outcome[], wanted: Outcome['status']): number | undefined {
  return outcomes.find(({ status }) => status === wanted)?.step;
}

/** How a run ended whose last change may have been taken or not: a person looks. */
function unknownEnd(outcomes: readonly Outcome[]): End {
  const { code, step = stepOf(outcomes, 'stopped') } = endOf(outcomes);
  return { status: 'outcome-unknown', ...(code && { code }), ...(step !== undefined && { step }) };
}

/** A step that was played again has its last outcome only. */
function lastOfEach(outcomes: readonly Outcome[]): readonly Outcome[] {
  const byStep = new Map(outcomes.map((outcome) => [outcome.step, outcome]));
  return [...byStep.values()].toSorted((a, b) => a.step - b.step);
}
