import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Why the pod of an attempt went wrong, where its engine saw it. May be null: the version before knows nothing of it. */
export async function addFaults(database: Kysely<never>): Promise<void> {
  await sql`alter table attempts add column fault text`.execute(database);
}
