import type { Reader } from '../database.ts';

/**
 * Tables in which one of `canaries` stands, in the clear or as base64 of its bytes: names of tables and nothing of what was
 * found. Looks at every row of every table that this role sees, as each of `orgs` too.
 */
export async function tablesWith(
  reader: Reader,
  canaries: readonly string[],
  orgs: readonly string[],
): Promise<string[]> {
  const spellings = canaries.flatMap((each) => {
    const bytes = Buffer.from(each, 'utf8');
    return [
      each,
      bytes.toString('hex'),
      bytes.toString('base64').replaceAll('=', ''),
      bytes.toString('base64url'),
    ];
  });
  const tables = await reader.rows<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
       and has_table_privilege(format('%I.%I', table_schema, table_name), 'select')`,
  );
  const found = new Set<string>();
  for (const { name } of tables) {
    for (const org of ['', ...orgs]) {
      const rows = await reader.rowsOf(
        org,
        `select 1 from ${name} as t where exists (
           select from unnest($1::text[]) as spelled where strpos(t::text, spelled) > 0) limit 1`,
        [spellings],
      );
      if (rows.length > 0) found.add(name);
    }
  }
  return [...found];
}
