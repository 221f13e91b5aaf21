import { beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { testPod, workOf } from '../../../../test/harness/broker/test-pod.ts';
import { useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import { connect, inOrg, refuseBypass } from './database.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';
import type { TestDevice } from '../../../../test/harness/broker/test-device.ts';

const brokers = useBrokers();
let broker: TestBroker & { url: string };
let own: TestDevice;
let other: TestDevice;
let tables: string[];

beforeAll(async () => {
  broker = await brokers.start();
  [own, other] = [await foundTestOrg(broker), await foundTestOrg(broker)];
  for (const device of [own, other]) {
    await device.storeSession();
    const schedule = { cron: '0 9 * * *', zone: 'UTC', graceMs: 1_000 };
    const grant = await device.confirm({ schedule });
    await testPod(broker, workOf(device.order(grant.id))).ask();
  }
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and rowsecurity
  `.execute(broker.deps.database);
  tables = rows.map(({ name }) => name);
});

const countIn = (table: string) =>
  sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`;

test('every table of an organization is guarded', () => {
  const guarded =
    'beats due grants heads leaves links orgs receipts releases runs statements wraps';
  expect(tables.toSorted()).toEqual(guarded.split(' '));
});

test('without an organization no row shows, not even to the owner of the tables', async () => {
  for (const table of tables) {
    const { rows } = await countIn(table).execute(broker.deps.database);
    expect([table, rows[0]?.n]).toEqual([table, 0]);
  }
});

test('an organization sees its own rows and no others', async () => {
  await inOrg(broker.deps.database, own.org.id, async ({ tx }) => {
    for (const table of tables) {
      const { rows } = await sql<{ own: number; others: number }>`
        select count(*) filter (where org = ${own.org.id}) as own,
          count(*) filter (where org <> ${own.org.id}) as others from ${sql.table(table)}
      `.execute(tx);
      expect([table, rows[0]?.others]).toEqual([table, 0]);
      expect([table, rows[0]?.own]).not.toEqual([table, 0]);
    }
  });
});

test('a row of another organization cannot be written', async () => {
  const writing = inOrg(broker.deps.database, own.org.id, ({ tx }) =>
    tx
      .insertInto('beats')
      .values({ org: other.org.id, person: other.person, at: 1, seq: 0 })
      .execute(),
  );
  await expect(writing).rejects.toThrow('row-level security');
});

test('a role that could look past the guard is refused', async () => {
  const address = new URL(broker.url);
  address.username = 'postgres';
  const database = connect(address.href);
  await expect(refuseBypass(database)).rejects.toThrow('bypasses');
  await database.destroy();
});
