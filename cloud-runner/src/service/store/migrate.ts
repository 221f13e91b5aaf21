import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { createMail } from './migrations/0001-mail.ts';
import { createYard } from './migrations/0001-yard.ts';
import { connect, roleOf } from './database.ts';
import type { Migration, MigratorProps } from 'kysely/migration';
import type { Config } from '../config.ts';

type Urls = Pick<Config, 'databaseUrl' | 'workerDatabaseUrl' | 'migrateDatabaseUrl'>;

/**
 * Brings the tables to their newest form: those of the organizations as their owner, the others as `worker`. Does nothing
 * where they are. Throws what a failing migration threw.
 */
export async function migrate(urls: Urls): Promise<void> {
  const service = roleOf(urls.databaseUrl);
  const mail = { '0001-mail': { up: createMail(service) } };
  const yard = { '0001-yard': { up: createYard(service) } };
  await Promise.all([
    apply(urls.migrateDatabaseUrl ?? urls.databaseUrl, mail),
    apply(urls.workerDatabaseUrl, yard, 'worker'),
  ]);
}

async function apply(url: string, migrations: Record<string, Migration>, schema?: string) {
  const database = connect(url, 1);
  try {
    if (schema) await sql`create schema if not exists ${sql.id(schema)}`.execute(database);
    const props: MigratorProps = {
      db: database,
      provider: { getMigrations: () => Promise.resolve(migrations) },
      ...(schema ? { migrationTableSchema: schema } : {}),
    };
    const { error } = await new Migrator(props).migrateToLatest();
    if (error) throw error;
  } finally {
    await database.destroy();
  }
}
