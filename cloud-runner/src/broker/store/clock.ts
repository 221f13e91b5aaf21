import { sql } from 'kysely';
import type { Database } from './database.ts';

/** The latest time that is known to have been told, in ms: by the saved clock, or by the last entry of the feed. */
export async function latestTold(database: Database): Promise<number> {
  const saved = await database.selectFrom('clock').select('at').executeTakeFirstOrThrow();
  const last = await database
    .selectFrom('feed')
    .select('at')
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return Math.max(saved.at, last?.at ?? 0);
}

/** Keeps `at` as told. An earlier time changes nothing. */
export async function saveTold(database: Database, at: number): Promise<void> {
  await database
    .updateTable('clock')
    .set({ at: sql<number>`greatest(at, ${at})` })
    .execute();
}
