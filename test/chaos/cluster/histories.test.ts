import { expect, test } from 'vitest';
import { clusterFaults } from './faults.ts';
import { clusterHistoryOf } from './campaign.ts';

test('each fault of a cluster comes in the histories of the first two hundred seeds', () => {
  const seeds = Array.from({ length: 200 }, (_, place) => place + 1);
  const strikes = seeds.flatMap((seed) => clusterHistoryOf(seed).strikes);
  const played = new Set(strikes.map(({ fault }) => fault));
  expect([...played].toSorted()).toEqual(Object.keys(clusterFaults).toSorted());
});
