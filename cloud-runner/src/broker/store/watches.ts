import type { Selectable } from 'kysely';
import type { Database, InOrg } from './database.ts';
import type { WatchesTable } from './tables.ts';

/** A pod to look after until it is gone. */
export type Watch = Selectable<WatchesTable>;

/** All pods that are looked after, of every organization. */
export function allWatches(database: Database): Promise<Watch[]> {
  return database.selectFrom('watches').selectAll().orderBy('at').execute();
}

/** Whether this pod is looked after: it has keys, and is not gone. */
export async function isWatched(database: Database, uid: string): Promise<boolean> {
  const found = await database
    .selectFrom('watches')
    .select('uid')
    .where('uid', '=', uid)
    .executeTakeFirst();
  return found !== undefined;
}

/** Ends looking after a pod; `false` when somebody else did. */
export async function dropWatch({ tx }: InOrg, uid: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('watches')
    .where('uid', '=', uid)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/**
 * A pod's going is told as unproved, and what is surer still waited for; `false` when it was told before, or when its end was
 * told since this was read: then its going was to be expected.
 */
export async function keepUnproved(
  { tx }: InOrg,
  { uid, leaving, doomed }: Watch,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('watches')
    .set({ unproved: true })
    .where('uid', '=', uid)
    .where('unproved', '=', false)
    .where('leaving', '=', leaving)
    .where('doomed', '=', doomed)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A pod's end was told: it should be gone soon. */
export async function expectGone({ tx }: InOrg, uid: string): Promise<void> {
  await tx.updateTable('watches').set({ leaving: true }).where('uid', '=', uid).execute();
}

/** Has these pods killed, as soon as this transaction is committed, and again until they are gone. */
export async function doom({ tx }: InOrg, uids: readonly string[]): Promise<void> {
  if (uids.length === 0) return;
  await tx.updateTable('watches').set({ doomed: true }).where('uid', 'in', uids).execute();
}
