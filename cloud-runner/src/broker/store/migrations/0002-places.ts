import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Where a pod is found again, and that its end was told. The version before knows of neither, and needs not to. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table watches add column place text,
    add column leaving boolean not null default false`.execute(database);
}
