import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { addEvent } from '../store/events.ts';
import { insertRun, showRun, updateRun } from '../store/runs.ts';
import { nextStatus } from './states.ts';
import { known } from '../tally.ts';
import type { Deps } from '../deps.ts';
import type { InOrg } from '../store/database.ts';
import type { ShownRun } from '../store/runs.ts';
import type { RunRow } from '../store/tables.ts';
import type { Happening } from './states.ts';

/** How a run comes to be: by an order or by a slot. */
export type NewRun = Pick<RunRow, 'run' | 'deadline_ms' | 'ready_at' | 'not_after'> &
  Partial<RunRow>;

const blank = {
  grant_id: null,
  grant_subject: null,
  slot: null,
  order_bytes: null,
  order_sig: null,
  input_stub: null,
  input_wrap: null,
  code: null,
  step: null,
  of: null,
  started_at: null,
  ended_at: null,
  stop_asked_at: null,
} as const;

/**
 * Adds a run and its turn in the queue, or what `begin` does instead, together or not at all. Answers the run as it is shown;
 * `undefined` when it is known.
 */
export async function queueRun(
  { queue, now, tracer }: Deps,
  at: InOrg,
  run: NewRun,
  begin = () => queue.add(at, run.run, run.ready_at - now()),
): Promise<ShownRun | undefined> {
  const counts = { attempt: 0, failures: 0, created_at: now() };
  const isNew = await insertRun(at, { ...blank, ...counts, ...run, org: at.org, status: 'queued' });
  if (!isNew) return undefined;
  await begin();
  tracer?.add({ run: run.run, name: 'enqueue', from: counts.created_at, to: now() });
  const queued = await showRun(at, run.run);
  // The last thing: others of the organization wait from here to the end of the transaction.
  await addEvent(at, { run: run.run });
  return queued;
}

/**
 * Lets something happen to a run that is held, and tells the organization's stream. Answers whether it changed
 * anything: the first end state wins.
 */
export async function happen(
  { now, tally, tracer }: Pick<Deps, 'now' | 'tally' | 'tracer'>,
  at: InOrg,
  row: RunRow,
  happening: Happening,
  patch: Partial<RunRow> = {},
): Promise<boolean> {
  const status = nextStatus(row.status, happening);
  if (!status) return false;
  const ended = isEnd(status) && row.ended_at === null ? { ended_at: now() } : {};
  await updateRun(at, row.run, { status, ...ended, ...patch });
  await addEvent(at, { run: row.run });
  if (!isEnd(status)) return true;
  const { created_at: from, run } = row;
  const code = known(patch.code === undefined ? row.code : patch.code);
  tally.ended(status, code);
  tracer?.add({ run, name: 'run', from, to: now(), facts: { status, code } });
  return true;
}
