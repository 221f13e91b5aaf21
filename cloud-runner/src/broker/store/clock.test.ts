import { expect, test } from 'vitest';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import { latestTold, saveTold } from './clock.ts';

const brokers = useBrokers();

test('a restart with the wall clock set back goes on from the last time that was signed', async () => {
  const first = await brokers.start();
  await foundTestOrg(first);
  const told = first.deps.clock.now();
  const { url, seeds } = first;
  const second = await brokers.start({ url, seeds, wall: told - 86_400_000 });
  expect(second.deps.clock.now()).toBe(told);
});

test('a time that was saved is never replaced by an earlier one', async () => {
  const { database } = (await brokers.start()).deps;
  await saveTold(database, 5_000);
  await saveTold(database, 3_000);
  expect(await latestTold(database)).toBe(5_000);
});
