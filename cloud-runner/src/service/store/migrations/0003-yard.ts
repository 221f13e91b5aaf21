import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Since when a pod cannot start. May be null: the version before knows nothing of it. */
export async function addStuck(database: Kysely<never>): Promise<void> {
  await sql`alter table worker.pods add column stuck_at bigint`.execute(database);
}
