import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { FeedTable, Tables } from './tables.ts';

/** One entry of the feed. */
export type FeedRow = Selectable<FeedTable>;

/**
 * Appends to the feed. The last thing of a transaction: from here to its commit every other one waits, so that entries
 * become visible in the order of their numbers. Answers the highest number.
 */
export async function insertFeed(
  tx: Transaction<Tables>,
  entries: readonly Insertable<FeedTable>[],
): Promise<number | undefined> {
  if (entries.length === 0) return undefined;
  return lastOf(await tx.insertInto('feed').values(entries).returning('n').execute());
}

/** The highest number of some entries. */
export function lastOf(rows: readonly Pick<FeedRow, 'n'>[]): number | undefined {
  return rows.length === 0 ? undefined : Math.max(...rows.map(({ n }) => n));
}

/** At most `limit` entries after number `after`, in order. */
export function feedAfter(database: Database, after: number, limit: number): Promise<FeedRow[]> {
  return database
    .selectFrom('feed')
    .selectAll()
    .where('n', '>', after)
    .orderBy('n')
    .limit(limit)
    .execute();
}

/** Whether any organization was made here. */
export async function hasOrganization(database: Database): Promise<boolean> {
  const row = await database.selectFrom('feed').select('n').limit(1).executeTakeFirst();
  return row !== undefined;
}
