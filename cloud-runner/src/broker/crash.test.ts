import { beforeAll, expect, test } from 'vitest';
import { errors } from '@mayfly/shared/base/errors.ts';
import { foundTestOrg } from '../../../test/harness/broker/test-device.ts';
import { testPod, workOf } from '../../../test/harness/broker/test-pod.ts';
import { expectRefusal, useBrokers } from '../../../test/harness/broker/use-broker.ts';
import type { TestBroker } from '../../../test/harness/broker/test-broker.ts';
import type { TestDevice } from '../../../test/harness/broker/test-device.ts';

const brokers = useBrokers();
let broker: TestBroker & { url: string };
let device: TestDevice;

beforeAll(async () => {
  broker = await brokers.start();
  device = await foundTestOrg(broker);
});

/** From here on the broker fails right after whatever it commits, before it answers. */
function cutAfterCommit(): void {
  const ring = () => {
    throw new Error('cut: the secret reason');
  };
  Object.assign(broker.deps, { bell: { ...broker.deps.bell, ring } });
}

test('a claim that is cut between commit and answer burns its attempt, also after a restart', async () => {
  const order = device.order((await device.confirm()).id);
  cutAfterCommit();
  const cut = testPod(broker, workOf(order)).ask();
  await expect(cut).rejects.toMatchObject({ code: 'internal', message: errors.internal.message });

  const { url, seeds, wall, watermarkFile } = broker;
  await broker.close();
  broker = await brokers.start({ url, seeds, wall, watermarkFile });
  await expectRefusal(testPod(broker, workOf(order)).ask(), 'already-released');
  await expectRefusal(testPod(broker, workOf(order, 2)).ask(), 'still-running');
  const told = (await broker.feed()).filter(({ kind }) => kind === 'certificate');
  expect(told).toHaveLength(1);
});

test('a broker without its database says so, and that it cannot work', async () => {
  const lost = await brokers.start();
  await lost.deps.database.destroy();
  const answer = await lost.door.fetch(`${lost.door.url}/readyz`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: 'database-unreachable' });
});
