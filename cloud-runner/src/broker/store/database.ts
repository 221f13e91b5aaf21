import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { preparingPool } from './preparing-pool.ts';
import type { Transaction } from 'kysely';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Tables } from './tables.ts';

/** The broker's database, in which no row of an organization shows before {@link inOrg} names it. */
export type Database = Kysely<Tables>;

/** A transaction in which exactly the rows of `org` can be seen and written. */
export type InOrg = { readonly org: OrgId; readonly tx: Transaction<Tables> };

const int8 = 20;
const bytea = 17;

const pools = new WeakMap<Database, pg.Pool>();

/** Integers come as numbers (all are below 2^53) and bytes as plain Uint8Array. */
function parserOf(type: number, format?: 'text' | 'binary') {
  if (type === int8) return Number;
  if (type === bytea) return (value: string) => Uint8Array.from(Buffer.from(value.slice(2), 'hex'));
  return pg.types.getTypeParser(type, format);
}

/** Connects to the PostgreSQL at `databaseUrl`, lazily; one connection is kept for whoever comes after a rest. */
export function connect(databaseUrl: string): Database {
  const types = { getTypeParser: parserOf } as typeof pg.types;
  const pool = new pg.Pool({ connectionString: databaseUrl, types, max: 10, min: 1 });
  // An idle connection that breaks is replaced by the pool at the next query, which reports what matters.
  pool.on('error', () => undefined);
  const database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: preparingPool(pool) }),
  });
  pools.set(database, pool);
  return database;
}

/** The connections of a database. Throws a RangeError for one that {@link connect} did not make. */
export function poolOf(database: Database): pg.Pool {
  const pool = pools.get(database);
  if (!pool) throw new RangeError('No such database');
  return pool;
}

/** Does `work` in one transaction that sees only `org`; all of it is committed, or none. */
export function inOrg<T>(
  database: Database,
  org: OrgId,
  work: (at: InOrg) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (tx) => {
    await enterOrg(tx, org);
    return work({ org, tx });
  });
}

/** Turns an open transaction to `org`. */
export async function enterOrg(tx: Transaction<Tables>, org: string): Promise<void> {
  await sql`select set_config('mayfly.org', ${org}, true)`.execute(tx);
}

/** Throws when the role of this connection could look past row-level security: then nothing separates organizations. */
export async function refuseBypass(database: Database): Promise<void> {
  const { rows } = await sql<{ bypasses: boolean }>`
    select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user
  `.execute(database);
  if (rows[0]?.bypasses)
    throw new Error('The database role of the broker bypasses row-level security');
}
