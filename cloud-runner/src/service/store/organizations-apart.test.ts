import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { ownedTables } from './migrations/0001-mail.ts';
import { openOffice, until } from '../testing/office.ts';
import { foundOrganization, orderRun, put, sealed, tellLink } from '../testing/organization.ts';
import { podNamed, workOf } from '../testing/pod.ts';
import { inOrg } from './database.ts';
import type { Office } from '../testing/office.ts';
import type { Organization } from '../testing/organization.ts';

const tables = [...Object.keys(ownedTables), 'worker.pods'];
const secretTables = [
  'worker.leases',
  'worker.feed_cursor',
  'worker.nonces',
  'worker.orgs',
  'worker.starts',
  'worker.wants',
];

let office: Office;
let home: Organization;
let other: Organization;
beforeAll(async () => {
  office = await openOffice();
  home = await foundOrganization(office);
  other = await foundOrganization(office);
  const automation = sealed(office, home);
  await put(office, home.as, automation);
  const subject = randomId16();
  tellLink(office, home, [{ act: 'head', subject, purpose: 'automation', id: automation.id }]);
  const run = await orderRun(office, home);
  const name = `run-${run}-1`;
  await until(() => expect(office.engine.names()).toContain(name));
  await workOf(office, podNamed(name));
  await until(async () => expect(await count('heads', home)).toBe(1));
});
afterAll(() => office.close());

/** How many rows of a table the service sees for an organization. */
async function count(table: string, { org }: { org: Organization['org'] }): Promise<number> {
  const { mail } = office.service.deps;
  const { rows } = await inOrg(mail, org, ({ tx }) =>
    sql<{
      n: number;
    }>`select count(*)::int as n from ${sql.table(table)} where org is not null`.execute(tx),
  );
  return rows[0]?.n ?? 0;
}

describe('row-level security', () => {
  it.each(tables)('%s: its rows show to their organization', async (table) => {
    expect(await count(table, home)).toBeGreaterThan(0);
  });

  it.each(tables)('%s: no row shows with another organization set', async (table) => {
    const { mail } = office.service.deps;
    const { rows } = await inOrg(mail, other.org, ({ tx }) =>
      sql<{ org: string }>`select org from ${sql.table(table)} where org = ${home.org}`.execute(tx),
    );
    expect(rows).toEqual([]);
  });

  it.each(tables)('%s: no row shows with none set', async (table) => {
    const { mail } = office.service.deps;
    const { rows } = await sql`select org from ${sql.table(table)} where org is not null`.execute(
      mail,
    );
    expect(rows).toEqual([]);
  });

  it.each(tables)(
    '%s: another organization can neither change nor delete its rows',
    async (table) => {
      const { mail } = office.service.deps;
      const changed = await inOrg(mail, other.org, async ({ tx }) => [
        await sql`update ${sql.table(table)} set org = org where org = ${home.org}`.execute(tx),
        await sql`delete from ${sql.table(table)} where org = ${home.org}`.execute(tx),
      ]);
      expect(changed.map(({ numAffectedRows }) => numAffectedRows)).toEqual([0n, 0n]);
      expect(await count(table, home)).toBeGreaterThan(0);
    },
  );

  it.each(tables)('%s: nothing can be given to another organization', async (table) => {
    const { mail } = office.service.deps;
    const given = inOrg(mail, home.org, ({ tx }) =>
      sql`update ${sql.table(table)} set org = ${other.org} where org = ${home.org}`.execute(tx),
    );
    await expect(given).rejects.toThrow(/row-level security/);
  });

  it('covers every table that has an organization and that the service sees', async () => {
    const { rows } = await sql<{ name: string }>`
      select replace(relnamespace::regnamespace || '.' || relname, 'public.', '') as name
      from pg_attribute join pg_class on pg_class.oid = attrelid
      where attname = 'org' and relkind = 'r' and relnamespace::regnamespace::text in ('public', 'worker')`.execute(
      office.service.deps.yard,
    );
    const names = rows.map(({ name }) => name).filter((name) => !secretTables.includes(name));
    expect(names.toSorted()).toEqual(tables.toSorted());
  });
});

describe('the roles', () => {
  it('neither can pass by row-level security', async () => {
    for (const database of [office.service.deps.mail, office.service.deps.yard]) {
      const { rows } = await sql`
        select rolsuper or rolbypassrls or rolcreaterole as strong from pg_roles where rolname = current_user`.execute(
        database,
      );
      expect(rows).toEqual([{ strong: false }]);
    }
  });

  it.each(Object.keys(ownedTables))('the service cannot loosen the rule of %s', async (table) => {
    const loosened = sql`alter table ${sql.table(table)} disable row level security`;
    await expect(loosened.execute(office.service.deps.mail)).rejects.toThrow(/must be owner/);
  });

  it.each(Object.keys(ownedTables))('the worker does not see %s', async (table) => {
    const seen = sql`select 1 from ${sql.table(table)}`.execute(office.service.deps.yard);
    await expect(seen).rejects.toThrow(/permission denied/);
  });

  it.each(secretTables)('the service does not see %s', async (table) => {
    const seen = sql`select 1 from ${sql.table(table)}`.execute(office.service.deps.mail);
    await expect(seen).rejects.toThrow(/permission denied/);
  });

  it('the service adds turns to the queue, and reads none', async () => {
    const seen = sql`select data from pgboss.job_common`.execute(office.service.deps.mail);
    await expect(seen).rejects.toThrow(/permission denied/);
  });
});
