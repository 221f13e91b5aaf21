import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { dueSchema } from '@mayfly/shared/api/feed.ts';
import { fromUtf8 } from '@mayfly/shared/base/bytes.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { nextSlot, slotRun } from '@mayfly/shared/envelope/slot.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { wholeBuild } from '../../../../test/harness/broker/test-broker.ts';
import { deviceOf, foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { deviceKeys } from '../../../../test/harness/broker/test-pairing.ts';
import { testPod, workOf } from '../../../../test/harness/broker/test-pod.ts';
import { expectRefusal, useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import { tellDue } from '../due/tell-due.ts';
import { closeIfRestored } from './close-if-restored.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';
import type { TestDevice } from '../../../../test/harness/broker/test-device.ts';

const brokers = useBrokers();
const hourly = { cron: '0 * * * *', zone: 'UTC', graceMs: 600_000 };
const hourMs = 3_600_000;
const slot = nextSlot(hourly, Date.now()) ?? 0;

/** A broker that was put back to before a revocation, a second after a slot; a run waits for its mark. */
async function restoredBroker() {
  const first = await brokers.start({ built: wholeBuild, wall: slot - 60_000 });
  const before = await foundTestOrg(first);
  const colleague = deviceKeys();
  const { person, sign, seal } = colleague;
  const admit = { act: 'admit', person, role: 'member' } as const;
  await before.append([{ ...admit, sign: sign.publicKey, seal: seal.publicKey }]);
  const grant = await before.confirm({ parallel: 9 });
  const scheduled = await before.confirm({ schedule: hourly });
  const ordered = workOf(before.order(grant.id));
  const begun = workOf(before.order(grant.id));
  const running = testPod(first, begun);
  await running.ask();
  const then = { ...before.org };
  const url = await brokers.backup(first);
  const later = await brokers.start({ ...first, built: wholeBuild });
  const aware = deviceOf(later, before.org, before.keys);
  await aware.append([{ act: 'revoke', subject: grant.subject }]);
  const cursor = (await later.feed()).at(-1)?.n ?? 0;
  await later.close();
  const how = { ...first, built: wholeBuild, url, wall: slot + 1_000 };
  const broker = await brokers.start(how);
  const markBegun = () =>
    call({ ...running.door, fetch: broker.door.fetch }, brokerRoutes.mark, {
      params: { run: begun.run },
      body: { attempt: 1 },
    });
  return {
    broker,
    admin: deviceOf(broker, then, before.keys),
    member: deviceOf(broker, then, colleague),
    aware: deviceOf(broker, before.org, before.keys),
    grant,
    scheduled,
    ordered,
    markBegun,
    cursor,
    how,
  };
}

let world: Awaited<ReturnType<typeof restoredBroker>>;
let broker: TestBroker;
let admin: TestDevice;
beforeAll(async () => {
  world = await restoredBroker();
  ({ broker, admin } = world);
});

const asked = async () => {
  const said = await admin.restored();
  if (!said) throw new Error('Nothing is asked');
  return said;
};

/** The work of the schedule's slot `at`. */
const slotOf = (at: number) => {
  const grantSubject = world.scheduled.subject;
  const run = slotRun(admin.org.id, grantSubject, at);
  return { org: admin.org.id, run, attempt: 1, slot: { grantSubject, slot: at } };
};

/** All slots that were told once it is `now`. */
async function slotsAt(now: number) {
  broker.wall = now;
  await tellDue(broker.deps);
  const told = (await broker.feed()).filter(({ kind }) => kind === 'due');
  return told.map(({ bytes }) => dueSchema.parse(JSON.parse(fromUtf8(fromBase64url(bytes)))).slot);
}

describe('a broker that was put back to before a revocation', () => {
  test('gives no key, by an order of before or of now', async () => {
    await expectRefusal(testPod(broker, world.ordered).ask(), 'runner-restored');
    const now = workOf(admin.order(world.grant.id));
    await expectRefusal(testPod(broker, now).ask(), 'runner-restored');
  });

  test('gives no mark to what got its keys before', async () => {
    await expectRefusal(world.markBegun(), 'runner-restored');
  });

  test('tells of no slot', async () => {
    expect(await slotsAt(broker.wall)).toEqual([]);
    await expectRefusal(testPod(broker, slotOf(slot)).ask(), 'runner-restored');
  });

  test('asks for the same until it is opened, restarted or not', async () => {
    const { challenge, seq } = await asked();
    expect(seq).toBe(admin.org.charter.seq);
    expect(await closeIfRestored(broker.deps.database, broker.deps.watermark)).toBe(false);
    expect((await asked()).challenge).toEqual(challenge);
  });

  test('takes no link but an admin’s', async () => {
    await expectRefusal(world.member.confirm(), 'runner-restored');
  });

  test('is still found out by who saw more', async () => {
    await expectRefusal(world.aware.beat(), 'history-forked');
  });
});

describe('the word that opens it', () => {
  test('of a member is refused', async () => {
    await expectRefusal(world.member.open(await asked()), 'not-allowed');
  });

  test('of a stranger is refused', async () => {
    const stranger = deviceOf(broker, admin.org, deviceKeys());
    await expectRefusal(stranger.open(await asked()), 'organization-not-found');
  });

  test('on another challenge, head or log is refused', async () => {
    const said = await asked();
    const { charter, seen } = world.aware.org;
    const wrong = [
      { ...said, challenge: randomBytes(32) },
      { ...said, seq: charter.seq, head: charter.head },
      { ...said, log: seen },
      { ...said, log: { ...said.log, root: randomBytes(32) } },
    ];
    for (const each of wrong) await expectRefusal(admin.open(each), 'challenge-differs');
    await expectRefusal(testPod(broker, world.ordered).ask(), 'runner-restored');
  });

  test('is a leaf of the log, and taken once', async () => {
    const said = await asked();
    await admin.storeSession();
    await expectRefusal(admin.open(said), 'challenge-differs');
    const now = await asked();
    await admin.open(now);
    expect(await admin.restored()).toBeUndefined();
    const { entries } = await call(admin.door, brokerRoutes.logEntries, {
      params: { org: admin.org.id },
      query: { from: now.log.size },
    });
    expect(entries.map(({ kind }) => kind)).toEqual(['opening']);
    await admin.open(now);
    broker.wall += 1;
    await expectRefusal(admin.open(now), 'challenge-differs');
  });
});

describe('once it is opened', () => {
  test('what was ordered before is void, and what began before gets no mark', async () => {
    await expectRefusal(testPod(broker, world.ordered).ask(), 'void-since-restore');
    await expectRefusal(testPod(broker, slotOf(slot)).ask(), 'void-since-restore');
    await expectRefusal(world.markBegun(), 'void-since-restore');
  });

  test('a new order runs, and the service’s cursor misses nothing of it', async () => {
    const pod = testPod(broker, workOf(admin.order(world.grant.id)));
    await pod.ask();
    await pod.mark();
    const told = await broker.feed(world.cursor);
    expect(told.map(({ kind }) => kind)).toEqual(['link', 'certificate', 'mark']);
  });

  test('the next slot is told, and runs', async () => {
    expect(await slotsAt(slot + hourMs)).toEqual([slot + hourMs]);
    await testPod(broker, slotOf(slot + hourMs)).ask();
  });

  test('it stays open when it starts again, and the same backup closes it anew', async () => {
    await broker.close();
    const how = { ...world.how, wall: broker.wall };
    const again = await brokers.start(how);
    expect(await deviceOf(again, admin.org, admin.keys).restored()).toBeUndefined();
    const copy = await brokers.backup(again);
    const later = await brokers.start(how);
    const own = deviceOf(later, { ...admin.org }, admin.keys);
    await own.confirm();
    await later.close();
    const back = await brokers.start({ ...how, url: copy });
    expect(await deviceOf(back, admin.org, admin.keys).restored()).toBeDefined();
  });
});

describe('a database that was put back together with its watermark', () => {
  test('is known by the broker’s own word, which a device kept', async () => {
    const first = await brokers.start();
    const before = await foundTestOrg(first);
    const { id } = await before.confirm();
    const { seen } = before.org;
    const mark = first.deps.watermark.told();
    const url = await brokers.backup(first);
    const later = await brokers.start(first);
    const own = deviceOf(later, before.org, before.keys);
    const known = await own.receipt();
    await own.confirm();
    const kept = await own.receipt();
    await later.close();
    writeFileSync(first.watermarkFile, `${String(mark).padStart(16, '0')}\n`);
    const back = await brokers.start({ ...first, url });
    const device = deviceOf(back, { ...before.org, seen }, before.keys);
    expect(await device.show(known)).toBe(false);
    await testPod(back, workOf(device.order(id))).ask();
    const forged = { ...kept, sig: known.sig };
    await expectRefusal(device.show(forged), 'tampered');
    expect(await device.show(kept)).toBe(true);
    await expectRefusal(testPod(back, workOf(device.order(id))).ask(), 'runner-restored');
    back.wall += 1_000;
    const asked = await device.restored();
    await device.open(asked!);
    expect(await device.show(kept)).toBe(false);
  });
});
