import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Which organizations wait to be opened after a restore, when they last were, and up to where the feed is accounted for. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table orgs add column challenge bytea, add column opened_at bigint`.execute(
    database,
  );
  await sql`alter table clock add column reached bigint`.execute(database);
}
