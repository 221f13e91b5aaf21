import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.ts';
import type { Migration } from 'kysely/migration';
import type { Database } from './database.ts';

/**
 * Brings the tables to the newest form. Does nothing where they are, or are newer: a migration leaves to the version before
 * all that it works with, so that back is a way too. Throws what the failing migration threw.
 */
export async function migrate(
  database: Database,
  known: Record<string, Migration> = migrations,
): Promise<void> {
  const provider = { getMigrations: async () => ({ ...(await doneBefore(database)), ...known }) };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error) throw error;
}

/** What was done already, by whichever version: what this one does not know needs nothing more to be done. */
async function doneBefore(database: Database): Promise<Record<string, Migration>> {
  const { rows: tables } = await sql`
    select where to_regclass('kysely_migration') is not null`.execute(database);
  if (tables.length === 0) return {};
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
  return Object.fromEntries(rows.map(({ name }) => [name, { up: async () => undefined }]));
}
