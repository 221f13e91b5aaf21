import { sql } from 'kysely';
import type { EnvelopeId, RunId, Subject } from '@mayfly/shared/base/ids.ts';
import type { GoneGrade } from '@mayfly/shared/api/run-state.ts';
import type { InOrg } from './database.ts';
import type { RunRow } from './tables.ts';

/** A run as it is shown: with its place in the queue and what was seen of its last pod's end. */
export type ShownRun = RunRow & { place: number | null; gone_seen: GoneGrade | null };

/** Adds a run. Answers false when there is one of this id. */
export async function insertRun({ tx }: InOrg, row: RunRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('runs')
    .values(row)
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** The run, held until the transaction ends: nobody else changes its state. */
export function lockRun({ org, tx }: InOrg, run: RunId): Promise<RunRow | undefined> {
  return tx
    .selectFrom('runs')
    .selectAll()
    .where('org', '=', org)
    .where('run', '=', run)
    .forUpdate()
    .executeTakeFirst();
}

/** Changes a run that is held. */
export function updateRun({ org, tx }: InOrg, run: RunId, patch: Partial<RunRow>): Promise<RunRow> {
  return tx
    .updateTable('runs')
    .set(patch)
    .where('org', '=', org)
    .where('run', '=', run)
    .returningAll()
    .executeTakeFirstOrThrow();
}

function shown({ org, tx }: InOrg) {
  return tx
    .selectFrom('runs')
    .leftJoin('attempts', (join) =>
      join
        .onRef('attempts.org', '=', 'runs.org')
        .onRef('attempts.run', '=', 'runs.run')
        .onRef('attempts.attempt', '=', 'runs.attempt'),
    )
    .selectAll('runs')
    .select('attempts.gone_seen')
    .select(
      sql<number | null>`case when runs.status = 'queued' then (
        select count(*) from runs before where before.org = runs.org and before.status = 'queued'
          and (before.created_at, before.run) <= (runs.created_at, runs.run)) end`.as('place'),
    )
    .where('runs.org', '=', org);
}

/** The run as it is shown. */
export function showRun(at: InOrg, run: RunId): Promise<ShownRun | undefined> {
  return shown(at).where('runs.run', '=', run).executeTakeFirst();
}

/** The runs as they are shown, of these ids. */
export function showRuns(at: InOrg, runs: readonly RunId[]): Promise<ShownRun[]> {
  return shown(at).where('runs.run', 'in', runs).execute();
}

/** The newest 50 runs created before a time, newest first; of that very time, those that come after `beforeRun`. */
export function pageOfRuns(
  at: InOrg,
  {
    before = Number.MAX_SAFE_INTEGER,
    beforeRun,
  }: { before?: number | undefined; beforeRun?: RunId | undefined },
): Promise<ShownRun[]> {
  return shown(at)
    .where((of) =>
      beforeRun === undefined
        ? of('runs.created_at', '<', before)
        : of(of.refTuple('runs.created_at', 'runs.run'), '<', of.tuple(before, beforeRun)),
    )
    .orderBy('runs.created_at', 'desc')
    .orderBy('runs.run', 'desc')
    .limit(50)
    .execute();
}

/** How many runs of the organization are in the queue. */
export async function queuedRuns({ org, tx }: InOrg): Promise<number> {
  const { n } = await tx
    .selectFrom('runs')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('org', '=', org)
    .where('status', '=', 'queued')
    .executeTakeFirstOrThrow();
  return n;
}

/** How many runs of the organization are in the queue, and since when the oldest one is. */
export function queueOf({ org, tx }: InOrg): Promise<{ runs: number; oldest: number | null }> {
  return tx
    .selectFrom('runs')
    .select((of) => [of.fn.countAll<number>().as('runs'), of.fn.min('created_at').as('oldest')])
    .where('org', '=', org)
    .where('status', '=', 'queued')
    .executeTakeFirstOrThrow();
}

/** The runs in the queue which a grant started, by its id or its subject. */
export async function queuedByGrant(
  { org, tx }: InOrg,
  subject: Subject,
  id: EnvelopeId | undefined,
): Promise<RunId[]> {
  const rows = await tx
    .selectFrom('runs')
    .select('run')
    .where('org', '=', org)
    .where('status', '=', 'queued')
    .where((where) =>
      where.or([where('grant_subject', '=', subject), where('grant_id', '=', id ?? null)]),
    )
    .execute();
  return rows.map(({ run }) => run);
}

/**
 * Runs that wait since before a time: queued and ready, without being among those whose turn comes; or starting without a pod
 * that should live. Held until the end.
 */
export function forgottenRuns(
  { org, tx }: InOrg,
  before: number,
  waiting: readonly RunId[],
): Promise<RunRow[]> {
  return tx
    .selectFrom('runs')
    .selectAll()
    .where('org', '=', org)
    .where('ready_at', '<', before)
    .where((where) => {
      const pod = where
        .selectFrom('worker.pods')
        .select('name')
        .whereRef('worker.pods.run', '=', 'runs.run')
        .whereRef('worker.pods.attempt', '=', 'runs.attempt');
      const isStarting = where('status', '=', 'starting');
      const hasNoPod = where.not(where.exists(pod));
      const isQueued = where('status', '=', 'queued');
      const hasNoTurn = sql<boolean>`not (run = any(${waiting}))`;
      return where.or([where.and([isQueued, hasNoTurn]), where.and([isStarting, hasNoPod])]);
    })
    .orderBy('created_at')
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute();
}
