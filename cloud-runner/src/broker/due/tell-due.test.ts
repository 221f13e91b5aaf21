import { beforeEach, describe, expect, test } from 'vitest';
import { dueSchema } from '@mayfly/shared/api/feed.ts';
import { fromUtf8 } from '@mayfly/shared/base/bytes.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { nextSlot, slotRun } from '@mayfly/shared/envelope/slot.ts';
import { sql } from 'kysely';
import { inOrg } from '../store/database.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { testPod } from '../../../../test/harness/broker/test-pod.ts';
import { useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import { tellDue } from './tell-due.ts';
import type { GrantChoice, TestDevice } from '../../../../test/harness/broker/test-device.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';

const hourMs = 3_600_000;
const hourly = { cron: '0 * * * *', zone: 'UTC', graceMs: 600_000 };

const brokers = useBrokers();
let broker: TestBroker;
let device: TestDevice;
let told = 0;

beforeEach(async () => {
  broker ??= await brokers.start();
  device = await foundTestOrg(broker);
  await news();
});

/** What the feed tells of the organization's slots since it was asked last. */
async function news() {
  const entries = await broker.feed(told);
  told = entries.at(-1)?.n ?? told;
  return entries
    .filter(({ kind, org }) => kind === 'due' && org === device.org.id)
    .map(({ bytes }) => dueSchema.parse(JSON.parse(fromUtf8(fromBase64url(bytes)))));
}

/** As {@link news}, where something else is told in any case, so that nobody waits. */
async function newsNow() {
  await device.confirm();
  return news();
}

async function scheduled(choice: GrantChoice = {}) {
  const schedule = choice.schedule ?? hourly;
  const grant = await device.confirm({ ...choice, schedule });
  return { grant, slot: nextSlot(schedule, broker.wall)! };
}

test('a slot is told when it is due, once, and all that is needed to start its run', async () => {
  const { grant, slot } = await scheduled();
  broker.wall = slot - 1;
  await tellDue(broker.deps);
  expect(await newsNow()).toEqual([]);
  broker.wall = slot;
  await tellDue(broker.deps);
  await tellDue(broker.deps);
  const run = slotRun(device.org.id, grant.subject, slot);
  const { subject: grantSubject } = grant;
  const { id: org } = device.org;
  expect(await news()).toEqual([
    { org, grantSubject, run, slot, graceMs: 600_000, deadlineMs: 60_000 },
  ]);
  const work = { org, run, attempt: 1, slot: { grantSubject, slot } };
  expect((await testPod(broker, work).ask()).said.slot).toBe(slot);
});

test('after six slots slept over, the latest one runs once', async () => {
  const { slot } = await scheduled();
  broker.wall = slot + 5 * hourMs + 1_000;
  await tellDue(broker.deps);
  expect((await news()).map((due) => due.slot)).toEqual([slot + 5 * hourMs]);
  broker.wall = slot + 6 * hourMs;
  await tellDue(broker.deps);
  expect((await news()).map((due) => due.slot)).toEqual([slot + 6 * hourMs]);
});

test('a slot whose grace is over is missed', async () => {
  const { slot } = await scheduled();
  broker.wall = slot + hourly.graceMs + 1;
  await tellDue(broker.deps);
  expect(await newsNow()).toEqual([]);
});

test('several brokers on one database tell a slot once', async () => {
  const { slot } = await scheduled();
  broker.wall = slot;
  await Promise.all([tellDue(broker.deps), tellDue(broker.deps), tellDue(broker.deps)]);
  expect(await news()).toHaveLength(1);
});

describe('no slot is told', () => {
  test('of a grant that was revoked', async () => {
    const { grant, slot } = await scheduled();
    await device.append([{ act: 'revoke', subject: grant.subject }]);
    broker.wall = slot;
    await tellDue(broker.deps);
    expect(await newsNow()).toEqual([]);
  });

  test('of a grant whose sign-in was revoked', async () => {
    const { name, subject, owner, scope } = await device.storeSession();
    const { slot } = await scheduled({ sessions: [{ name, subject, owner, scope }] });
    await device.append([{ act: 'revoke', subject }]);
    broker.wall = slot;
    await tellDue(broker.deps);
    expect(await newsNow()).toEqual([]);
  });

  test('of a schedule that a newer version of the grant dropped', async () => {
    const { grant, slot } = await scheduled();
    await device.confirm({}, grant.subject);
    broker.wall = slot;
    await tellDue(broker.deps);
    expect(await newsNow()).toEqual([]);
  });

  test('while its person was not heard of for too long; the next one is, after a beat', async () => {
    const { slot } = await scheduled({ freshForMs: 60_000 });
    broker.wall = slot;
    await tellDue(broker.deps);
    broker.wall = slot + hourMs;
    await device.beat();
    await tellDue(broker.deps);
    expect((await news()).map((due) => due.slot)).toEqual([slot + hourMs]);
  });

  test('after the end of its grant', async () => {
    const { slot } = await scheduled({ notAfter: broker.wall + 2 * hourMs });
    broker.wall = slot;
    await tellDue(broker.deps);
    expect(await news()).toHaveLength(1);
    broker.wall = slot + 9 * hourMs;
    await tellDue(broker.deps);
    expect(await newsNow()).toEqual([]);
  });
});

test('looking for what is due walks the index, however many schedules wait', async () => {
  const { database } = broker.deps;
  const { id: org } = device.org;
  await inOrg(database, org, async ({ tx }) => {
    await sql`
      insert into due (org, grant_subject, grant_id, slot, grace_ms, run)
      select ${org}, 'subject-' || n, 'grant-' || n, ${broker.wall + hourMs * 99}::bigint + n, 0, 'run-' || n
      from generate_series(1, 5000) as n
    `.execute(tx);
  });
  await sql`analyze due`.execute(database);
  const { rows } = await database.transaction().execute(async (tx) => {
    await sql`select set_config('mayfly.org', 'timer', true)`.execute(tx);
    return sql<{ 'QUERY PLAN': string }>`
      explain select * from due where slot <= ${broker.wall} order by slot limit 100
    `.execute(tx);
  });
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('due_slot');
});
