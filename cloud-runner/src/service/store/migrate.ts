import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { createMail } from './migrations/0001-mail.ts';
import { createYard } from './migrations/0001-yard.ts';
import { addFaults } from './migrations/0002-mail.ts';
import { addFairness } from './migrations/0002-yard.ts';
import { addStuck } from './migrations/0003-yard.ts';
import { connect, roleOf } from './database.ts';
import type { Kysely } from 'kysely';
import type { Migration, MigratorProps } from 'kysely/migration';
import type { Config } from '../config.ts';
import type { Tables } from './tables.ts';

type Urls = Pick<Config, 'databaseUrl' | 'workerDatabaseUrl' | 'migrateDatabaseUrl'>;

/**
 * Brings the tables to their newest form: those of the organizations as their owner, the others as `worker`. Does nothing
 * where they are, or are newer: a migration leaves to the version before all that it works with, so that both run beside
 * each other, and back is a way too. Throws what a failing migration threw.
 */
export async function migrate(urls: Urls): Promise<void> {
  const service = roleOf(urls.databaseUrl);
  const mail = { '0001-mail': { up: createMail(service) }, '0002-mail': { up: addFaults } };
  const yard = {
    '0001-yard': { up: createYard(service) },
    '0002-yard': { up: addFairness(service) },
    '0003-yard': { up: addStuck },
  };
  await Promise.all([
    apply(urls.migrateDatabaseUrl ?? urls.databaseUrl, mail),
    apply(urls.workerDatabaseUrl, yard, 'worker'),
  ]);
}

/** Brings one database to the newest form of `migrations`; with `schema`, that schema alone. */
export async function apply(url: string, migrations: Record<string, Migration>, schema?: string) {
  // One that migrates, behind a lock, and one that looks meanwhile what others have done.
  const database = connect(url, 2);
  try {
    if (schema) await sql`create schema if not exists ${sql.id(schema)}`.execute(database);
    const props: MigratorProps = {
      db: database,
      provider: {
        getMigrations: async () => ({ ...(await doneBefore(database, schema)), ...migrations }),
      },
      ...(schema ? { migrationTableSchema: schema } : {}),
    };
    const { error } = await new Migrator(props).migrateToLatest();
    if (error) throw error;
  } finally {
    await database.destroy();
  }
}

/** What was done already, by whichever version: what this one does not know needs nothing more to be done. */
async function doneBefore(
  database: Kysely<Tables>,
  schema = 'public',
): Promise<Record<string, Migration>> {
  const table = `${schema}.kysely_migration`;
  const { rows: tables } = await sql`
    select where to_regclass(${table}) is not null`.execute(database);
  if (tables.length === 0) return {};
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(table)}`.execute(
    database,
  );
  return Object.fromEntries(rows.map(({ name }) => [name, { up: async () => undefined }]));
}
