import type { ProgressLabel, RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { ShownRun } from '../store/runs.ts';
import type { EventRow } from '../store/tables.ts';

/** Leaves out what is null. */
function given<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

/** A run as a device sees it. */
export function runLabel(row: ShownRun): RunLabel {
  const { run, status, attempt } = row;
  return {
    run,
    status,
    attempt,
    createdAt: row.created_at,
    ...given({
      grant: row.grant_id,
      grantSubject: row.grant_subject,
      slot: row.slot,
      code: row.code,
      step: row.step,
      of: row.of,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      place: row.place,
      gone: row.gone_seen,
    }),
  };
}

/** A piece of progress as a device sees it; `undefined` where the line of the stream tells a change of the run. */
export function progressLabel(row: EventRow): ProgressLabel | undefined {
  const { n, run, attempt, step, of, envelope } = row;
  if (attempt === null || step === null || of === null || envelope === null) return undefined;
  return { n, run, attempt, step, of, envelope };
}
