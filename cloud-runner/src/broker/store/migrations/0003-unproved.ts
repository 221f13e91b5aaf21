import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** That a pod's going was told as unproved, and is still waited for. The version before tells it as unproved once more. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table watches add column unproved boolean not null default false`.execute(
    database,
  );
}
