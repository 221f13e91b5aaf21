import { expect, test } from 'vitest';
import { clusterFaults } from './faults.ts';
import { clusterHistoryOf, roundOf } from './plan.ts';

test.each([1, 2, 3, 4, 5])('each fault of a cluster comes in round %i of seeds', (round) => {
  const seeds = Array.from({ length: roundOf }, (_, place) => (round - 1) * roundOf + place + 1);
  const strikes = seeds.flatMap((seed) => clusterHistoryOf(seed).strikes);
  const played = new Set(strikes.map(({ fault }) => fault));
  expect([...played].toSorted()).toEqual(Object.keys(clusterFaults).toSorted());
});

test('a seed gives the same history for ever', () => {
  expect(clusterHistoryOf(17)).toEqual(clusterHistoryOf(17));
});
