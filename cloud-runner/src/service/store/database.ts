import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Tables } from './tables.ts';

/** A database as one role sees it. */
export type Database = Kysely<Tables>;

/** A transaction in which exactly the rows of `org` can be seen and written. */
export type InOrg = { readonly org: OrgId; readonly tx: Kysely<Tables> };

const int8 = 20;

const pools = new WeakMap<Database, pg.Pool>();

/** Integers come as numbers: all are below 2^53. */
function parserOf(type: number, format?: 'text' | 'binary') {
  return type === int8 ? Number : pg.types.getTypeParser(type, format);
}

/**
 * Connects lazily, with at most `max` connections, of which some are kept for whoever comes after a rest. Destroy it when
 * done.
 */
export function connect(url: string, max: number): Database {
  const types = { getTypeParser: parserOf } as typeof pg.types;
  const pool = new pg.Pool({ connectionString: url, types, max, min: 3 });
  // A connection that breaks while idle is replaced at the next query, which tells of what matters.
  pool.on('error', () => undefined);
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  pools.set(database, pool);
  return database;
}

/** The connections of a database. Throws a RangeError for one that {@link connect} did not make. */
export function poolOf(database: Database): pg.Pool {
  const pool = pools.get(database);
  if (!pool) throw new RangeError('No such database');
  return pool;
}

/** Does `work` in one transaction that sees only `org`: all of it is committed, or none. */
export function inOrg<T>(
  database: Database,
  org: OrgId,
  work: (at: InOrg) => Promise<T>,
): Promise<T> {
  return database.connection().execute(async (tx) => {
    // Both at once: each statement of its own is a way to the database and back.
    const name = pg.escapeLiteral(org);
    try {
      await sql.raw(`begin; select set_config('mayfly.org', ${name}, true)`).execute(tx);
      const done = await work({ org, tx });
      await sql`commit`.execute(tx);
      return done;
    } catch (error) {
      // Where the connection is broken, so is the transaction.
      await sql`rollback`.execute(tx).catch(() => undefined);
      throw error;
    }
  });
}

/** Runs SQL of others (the queue's) in a transaction of ours. */
export async function execute(tx: Kysely<Tables>, text: string, values: unknown[] = []) {
  const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values));
  return { rows };
}

/** Throws when the role of this connection can look past row-level security: nothing would part organizations then. */
export async function refuseBypass(database: Database): Promise<void> {
  const { rows } = await sql<{ passes: boolean }>`
    select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user`.execute(
    database,
  );
  if (rows[0]?.passes) throw new Error('The role of databaseUrl bypasses row-level security.');
}

/** The role that an address of a database names. */
export function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}
