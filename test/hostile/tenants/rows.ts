import pg from 'pg';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Tenants } from './world.ts';

/** Every row of an organization in both databases, as text, by database and table; seen by a superuser. */
export async function rowsOf(
  { databases }: Tenants,
  org: OrgId,
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [name, connectionString] of Object.entries(databases)) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    const { rows: tables } = await client.query<{ table: string }>(
      `select table_schema || '.' || table_name as table from information_schema.columns
       where column_name = 'org' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    for (const { table } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select each::text as row from ${table} as each where org = $1`,
        [org],
      );
      found[`${name} ${table}`] = rows.map(({ row }) => row).toSorted();
    }
    await client.end();
  }
  return found;
}
