import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { search } from '../../leak/sinks.ts';
import { lineOf } from '../history.ts';
import { canary } from '../world.ts';
import { filesWritten, playOnCluster, replicas } from './campaign.ts';
import { clusterFaults } from './faults.ts';
import { clusterHistoryOf, roundOf } from './plan.ts';
import { startClusterWorld } from './world.ts';
import type { ClusterWorld } from './world.ts';

let world: ClusterWorld;
beforeAll(async () => {
  world = await startClusterWorld(replicas, 2_500);
}, 900_000);
afterAll(() => world?.end());

const histories = Array.from({ length: roundOf }, (_, place) => clusterHistoryOf(place + 1));

describe('a run on a cluster is not lost, not done twice, and leaves nothing', () => {
  it.each(histories.map((history) => [lineOf(history), history] as const))(
    '%s',
    async (_, history) => {
      expect((await playOnCluster(world, history)).wrong).toEqual([]);
    },
  );

  it('and every fault of a cluster did befall them', () => {
    const struck = new Set(world.struck());
    expect([...struck].toSorted()).toEqual(Object.keys(clusterFaults).toSorted());
  });

  it('and no secret lies in what the node and its control plane wrote meanwhile', () => {
    const { leaks, searched } = search(filesWritten(world), [canary]);
    expect(leaks).toEqual([]);
    expect(searched).toBeGreaterThan(1_000);
  });
});
