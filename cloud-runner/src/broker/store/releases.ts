import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Kid, RunId, Subject } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from './database.ts';
import { nothingYet } from './runs.ts';
import type { ReleasesTable, RunsTable } from './tables.ts';

/** One attempt to which keys were released. */
export type ReleaseRow = Selectable<ReleasesTable>;

/** The code with which PostgreSQL refuses a second row of the same key. */
const uniqueViolation = '23505';

/**
 * Writes a release down: its run, and its pod to look after. `false` when this attempt or this pod has one already: then the
 * transaction is lost.
 */
export async function insertRelease(
  { tx, org }: InOrg,
  release: Omit<ReleasesTable, 'org'>,
  { place, ...start }: Pick<RunsTable, 'slot' | 'order_hash'> & { place: string | null },
): Promise<boolean> {
  const { run, attempt, uid, at, grant_subject } = release;
  const begun = { org, run, grant_subject, ...start, ...nothingYet };
  const adding = tx
    .with('begun', (query) =>
      query
        .insertInto('runs')
        .values(begun)
        .onConflict((conflict) => conflict.columns(['org', 'run']).doNothing()),
    )
    .with('watched', (query) =>
      query.insertInto('watches').values({ uid, org, run, attempt, at, doomed: false, place }),
    )
    .insertInto('releases')
    .values({ org, ...release });
  try {
    await adding.execute();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === uniqueViolation) return false;
    throw error;
  }
}

/** All attempts of a run that got keys, the latest first. */
export function releasesOf({ tx, org }: InOrg, run: RunId): Promise<ReleaseRow[]> {
  return tx
    .selectFrom('releases')
    .selectAll()
    .where('org', '=', org)
    .where('run', '=', run)
    .orderBy('attempt', 'desc')
    .execute();
}

/** The attempt of a run that belongs to a pod's key. */
export function releaseOfPod(
  { tx, org }: InOrg,
  run: RunId,
  podKid: Kid,
): Promise<ReleaseRow | undefined> {
  return tx
    .selectFrom('releases')
    .selectAll()
    .where('org', '=', org)
    .where('run', '=', run)
    .where('pod_kid', '=', podKid)
    .executeTakeFirst();
}

/** Attempts of the organization that go on: neither ended by their pod nor gone. */
export function liveReleases({ tx, org }: InOrg): Promise<ReleaseRow[]> {
  return tx
    .selectFrom('releases')
    .selectAll()
    .where('org', '=', org)
    .where('gone_at', 'is', null)
    .where('ended_at', 'is', null)
    .execute();
}

/** All attempts of a run that got keys, the latest first, and all of the organization that go on. */
export async function releasesBeside(
  { tx, org }: InOrg,
  run: RunId,
): Promise<{ earlier: ReleaseRow[]; live: ReleaseRow[] }> {
  const rows = await tx
    .selectFrom('releases')
    .selectAll()
    .where('org', '=', org)
    .where(sql<boolean>`run = ${run} or (gone_at is null and ended_at is null)`)
    .orderBy('attempt', 'desc')
    .execute();
  return { earlier: rows.filter((row) => row.run === run), live: rows.filter(isLive) };
}

function isLive({ gone_at, ended_at }: ReleaseRow): boolean {
  return gone_at === null && ended_at === null;
}

/** How many runs of a grant, `but` one, got their first keys after `since`, ms. */
export async function runsSince(
  { tx, org }: InOrg,
  grant: Subject,
  but: RunId,
  since: number,
): Promise<number> {
  const { runs } = await tx
    .selectFrom('releases')
    .select((select) => select.fn.count<number>('run').distinct().as('runs'))
    .where('org', '=', org)
    .where('grant_subject', '=', grant)
    .where('run', '!=', but)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return runs;
}

/** Writes down that an attempt ended, or that its pod is gone, in ms. Answers when it ended, where it told. */
export async function closeRelease(
  { tx, org }: InOrg,
  { run, attempt }: Pick<ReleaseRow, 'run' | 'attempt'>,
  how: { readonly ended_at: number } | { readonly gone_at: number },
): Promise<number | null | undefined> {
  const row = await tx
    .updateTable('releases')
    .set(how)
    .where('org', '=', org)
    .where('run', '=', run)
    .where('attempt', '=', attempt)
    .returning('ended_at')
    .executeTakeFirst();
  return row?.ended_at;
}
