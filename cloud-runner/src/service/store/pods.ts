import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Database, InOrg } from './database.ts';
import type { PodRow, Tables } from './tables.ts';

/** What a pod is given to do: an attempt, with at most so long for it. */
export type Work = { run: RunId; attempt: number; deadlineMs: number };

/** A pod that asked for work before, and not for so long, is taken for dead, in ms. */
const silentMs = 40_000;

/** Adds a pod that should live, before its engine hears of it. `false` where somebody else's has this name. */
export async function insertPod(
  database: Kysely<Tables>,
  pod: Pick<PodRow, 'name' | 'kind' | 'born_at' | 'deadline_ms' | 'delete_at'> & Partial<PodRow>,
): Promise<boolean> {
  const none = { uid: null, pod_sign: null, org: null, run: null, attempt: null };
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('worker.pods')
    .values({ ...none, asked_at: null, lost_at: null, stuck_at: null, ...pod })
    .onConflict((clash) => clash.column('name').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/**
 * Gives work to a warm pod that waits, the oldest first: one that has asked, so that a pool whose pods do not come up slows
 * nothing. Two that claim at once get two pods. Its row is held until the transaction ends. `undefined` when none waits.
 */
export async function claimWarmPod(
  { org, tx }: InOrg,
  { run, attempt, deadlineMs }: Work,
  { now, deleteAt }: { now: number; deleteAt: number },
): Promise<PodRow | undefined> {
  const idle = await tx
    .selectFrom('worker.pods')
    .select('name')
    .where('kind', '=', 'warm')
    .where('org', 'is', null)
    .where('delete_at', '>', now)
    .where('lost_at', 'is', null)
    .where('asked_at', '>', now - silentMs)
    .where(sql<boolean>`born_at + deadline_ms >= ${now + deadlineMs}`)
    .orderBy('born_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!idle) return undefined;
  return tx
    .updateTable('worker.pods')
    .set({ org, run, attempt, delete_at: deleteAt })
    .where('name', '=', idle.name)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** How many pods may have work at once: of all organizations, and of one. */
export type Places = { readonly most: number; readonly quota: number };

/**
 * Whether this organization may have one more pod with work. The one with the fewest goes first. The transaction holds the
 * count: others who start a run wait for it.
 */
export async function takePlace(
  { org, tx }: InOrg,
  { most, quota }: Places,
  now: number,
): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select worker.take_place(${org}, ${now}, ${most}, ${quota}) as taken`.execute(tx);
  return rows[0]?.taken ?? false;
}

/** Changes a pod; nothing where there is none. */
export async function updatePod(
  database: Kysely<Tables>,
  name: string,
  patch: Partial<PodRow>,
): Promise<void> {
  await database.updateTable('worker.pods').set(patch).where('name', '=', name).execute();
}

/** Sets when a pod of this attempt is to be deleted at the latest. */
export async function deletePodAt(
  { org, tx }: InOrg,
  run: RunId,
  attempt: number,
  deleteAt: number,
): Promise<void> {
  await tx
    .updateTable('worker.pods')
    .set({ delete_at: deleteAt })
    .where('org', '=', org)
    .where('run', '=', run)
    .where('attempt', '=', attempt)
    .execute();
}

/** Forgets the pod of an attempt, which is gone. */
export async function releasePod({ org, tx }: InOrg, run: RunId, attempt: number): Promise<void> {
  await tx
    .deleteFrom('worker.pods')
    .where('org', '=', org)
    .where('run', '=', run)
    .where('attempt', '=', attempt)
    .execute();
}

/** A pod by its name, for whoever asks under it. */
export function findPod(database: Kysely<Tables>, name: string): Promise<PodRow | undefined> {
  return database.selectFrom('worker.pods').selectAll().where('name', '=', name).executeTakeFirst();
}

/**
 * Notes that a key asks for work under a name: the first key owns it. Answers the pod; `undefined` where there is none of
 * this name or it has another key.
 */
export function askAs(
  database: Database,
  name: string,
  sign: Uint8Array,
  now: number,
): Promise<PodRow | undefined> {
  return database
    .updateTable('worker.pods')
    .set({ pod_sign: sign, asked_at: now })
    .where('name', '=', name)
    .where((where) => where.or([where('pod_sign', 'is', null), where('pod_sign', '=', sign)]))
    .returningAll()
    .executeTakeFirst();
}

/** All pods that should live. */
export function allPods(database: Database): Promise<PodRow[]> {
  return database.selectFrom('worker.pods').selectAll().orderBy('born_at').execute();
}

/** Forgets a pod; with `idle`, only while it has no work. Answers whether it did. */
export async function deletePod(
  database: Database,
  name: string,
  { idle = false } = {},
): Promise<boolean> {
  const { numDeletedRows } = await database
    .deleteFrom('worker.pods')
    .where('name', '=', name)
    .$if(idle, (query) => query.where('org', 'is', null))
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}
