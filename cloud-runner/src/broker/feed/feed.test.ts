import { expect, test } from 'vitest';
import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { expectRefusal, useBrokers } from '../../../../test/harness/broker/use-broker.ts';

const brokers = useBrokers();

test('only who shows the token follows the feed', async () => {
  const broker = await brokers.start();
  const asked = (header: string) =>
    call({ ...broker.door, authorize: () => header }, brokerRoutes.feed, { query: { after: 0 } });
  await expectRefusal(asked('Bearer wrong'), 'unsigned');
  await expectRefusal(asked(''), 'unsigned');
});

test('who waits is told as soon as there is something', async () => {
  const broker = await brokers.start();
  const waiting = broker.feed();
  await foundTestOrg(broker);
  const entries = await waiting;
  expect(entries.map(({ kind }) => kind)).toEqual(['link']);
  expect(entries[0]?.sig).toBeTruthy();
});

test('entries of organizations that change at once come by in the order of their numbers, none twice', async () => {
  const broker = await brokers.start();
  const devices = await Promise.all(Array.from({ length: 4 }, () => foundTestOrg(broker)));
  const changes = Promise.all(
    devices.map(async (device) => {
      for (let n = 0; n < 5; n += 1) await device.confirm();
    }),
  );
  const seen: number[] = [];
  while (seen.length < 24) seen.push(...(await broker.feed(seen.at(-1) ?? 0)).map(({ n }) => n));
  await changes;
  expect(seen).toEqual(seen.toSorted((left, right) => left - right));
  expect((await broker.feed(0)).map(({ n }) => n)).toEqual(seen);
});
