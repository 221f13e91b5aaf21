import { beforeAll, expect, test } from 'vitest';
import { nextSlot, slotRun } from '@mayfly/shared/envelope/slot.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { testPod, workOf } from '../../../../test/harness/broker/test-pod.ts';
import { expectRefusal, useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';
import type { GrantChoice, TestDevice } from '../../../../test/harness/broker/test-device.ts';

const hourMs = 3_600_000;
const schedule = { cron: '0 9 * * *', zone: 'UTC', graceMs: hourMs };

const brokers = useBrokers();
let broker: TestBroker;
let device: TestDevice;

beforeAll(async () => {
  broker = await brokers.start();
  device = await foundTestOrg(broker);
});

async function nextRun(choice: GrantChoice = {}) {
  const grant = await device.confirm({ schedule, ...choice });
  const slot = nextSlot(schedule, broker.wall)!;
  const podFor = (at: number, run = slotRun(device.org.id, grant.subject, at)) =>
    testPod(broker, {
      org: device.org.id,
      run,
      attempt: 1,
      slot: { grantSubject: grant.subject, slot: at },
    });
  return { grant, slot, podFor };
}

test('a slot needs no order, and its run is the one that everybody computes', async () => {
  const { grant, slot, podFor } = await nextRun();
  broker.wall = slot;
  const { said } = await podFor(slot).ask();
  expect(said).toMatchObject({ slot, grantSubject: grant.subject });
  expect(said.order).toBeUndefined();
});

test('a slot is released neither before its time nor after its grace', async () => {
  const { slot, podFor } = await nextRun();
  broker.wall = slot - 1;
  await expectRefusal(podFor(slot).ask(), 'slot-outside-grace');
  broker.wall = slot + hourMs + 1;
  await expectRefusal(podFor(slot).ask(), 'slot-outside-grace');
});

test('a time that the schedule does not name is no slot', async () => {
  const { slot, podFor } = await nextRun();
  broker.wall = slot + 60_000;
  await expectRefusal(podFor(slot + 60_000).ask(), 'slot-outside-grace');
});

test('a slot starts no other run than its own', async () => {
  const { slot, podFor } = await nextRun();
  broker.wall = slot;
  await expectRefusal(podFor(slot, slotRun(device.org.id, device.person, slot)).ask(), 'wrong-id');
});

test('a grant without a schedule has no slots', async () => {
  const { slot, podFor, grant } = await nextRun();
  await device.confirm({}, grant.subject);
  broker.wall = slot;
  await expectRefusal(podFor(slot).ask(), 'slot-outside-grace');
});

test('slots stop once their person was not heard of for longer than the grant says, until the next beat', async () => {
  const { slot, podFor } = await nextRun({ freshForMs: hourMs });
  broker.wall = slot;
  await expectRefusal(podFor(slot).ask(), 'not-fresh');
  await device.beat();
  await podFor(slot).ask();
});

test('an order is itself a sign of life', async () => {
  const { grant } = await nextRun({ freshForMs: hourMs });
  broker.wall += 2 * hourMs;
  await testPod(broker, workOf(device.order(grant.id))).ask();
});
