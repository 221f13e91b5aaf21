import { inOrg } from '@mayfly/cloud-runner/broker/store/database.ts';
import { tellDue } from '@mayfly/cloud-runner/broker/due/tell-due.ts';
import { nextSlot } from '@mayfly/shared/envelope/slot.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { sealClaim } from '@mayfly/shared/envelope/claim.ts';
import { startTestBroker } from '../harness/broker/test-broker.ts';
import type { TestBroker } from '../harness/broker/test-broker.ts';
import { foundTestOrg } from '../harness/broker/test-device.ts';
import type { TestDevice } from '../harness/broker/test-device.ts';
import { testPod, workOf } from '../harness/broker/test-pod.ts';
import { startTestPostgres } from '../harness/postgres.ts';
import type { Family } from './figure.ts';

const rounds = 40;
const dueAtOnce = 200;
const hourMs = 3_600_000;
const hourly = { cron: '0 * * * *', zone: 'UTC', graceMs: 600_000 };

const withBroker = async <T>(work: (broker: TestBroker, device: TestDevice) => Promise<T>) => {
  const postgres = await startTestPostgres();
  const broker = await startTestBroker((await postgres.databases()).broker);
  try {
    return await work(broker, await foundTestOrg(broker));
  } finally {
    await broker.close();
    await postgres.stop();
  }
};

/** The broker's work for one release: from a sealed claim to the sealed answer, on a real database. */
export const releasing: Family = {
  figures: [{ name: 'release-ms', unit: 'ms', goal: { atMost: 10 } }],
  measure: () =>
    withBroker(async (broker, device) => {
      const grant = await device.confirm({ perDay: 1_000, parallel: 1_000 });
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const pod = testPod(broker, workOf(device.order(grant.id)));
        const claim = sealClaim(pod.claim(), broker.deps.keys.claim.publicKey);
        const startedAt = performance.now();
        await pod.send(claim);
        times.push(performance.now() - startedAt);
      }
      return { 'release-ms': times.slice(10) };
    }),
};

const rowsAtOnce = 5_000;

/** Adds schedules that are due at other times, as rows alone. */
const fill = (broker: TestBroker, { org }: TestDevice, count: number): Promise<void> =>
  inOrg(broker.deps.database, org.id, async ({ tx }) => {
    for (let done = 0; done < count; done += rowsAtOnce) {
      const rows = Array.from({ length: Math.min(rowsAtOnce, count - done) }, (_, at) => ({
        org: org.id,
        grant_subject: randomId16(),
        grant_id: `grant-${done + at}`,
        slot: broker.wall + hourMs * 9_999 + at,
        grace_ms: 0,
        run: randomId16(),
      }));
      await tx
        .insertInto('due')
        .values(rows as never)
        .execute();
    }
  });

/** How long it takes until the last of 200 schedules that are due at one moment is told, ms; hour after hour. */
const timesOfDue = async (broker: TestBroker, hours: number): Promise<number[]> => {
  const times: number[] = [];
  for (let hour = 0; hour < hours; hour++) {
    broker.wall = nextSlot(hourly, broker.wall) ?? NaN;
    const startedAt = performance.now();
    await tellDue(broker.deps);
    times.push(performance.now() - startedAt);
  }
  return times;
};

/** 200 schedules due at one moment, among 100,000 that are stored, and among 1,000. */
export const scheduling: Family = {
  figures: [
    { name: 'due-p99-ms', unit: 'ms', goal: { atMost: 1_000 } },
    { name: 'due-growth', unit: '', goal: { atMost: 1.3 } },
  ],
  measure: () =>
    withBroker(async (broker, device) => {
      for (let n = 0; n < dueAtOnce; n++) await device.confirm({ schedule: hourly });
      await fill(broker, device, 1_000 - dueAtOnce);
      const few = (await timesOfDue(broker, 8)).slice(2);
      await fill(broker, device, 99_000);
      const many = (await timesOfDue(broker, 8)).slice(2);
      return {
        'due-p99-ms': many,
        'due-growth': many.map((ms, at) => ms / (few[at] ?? NaN)),
      };
    }),
};
