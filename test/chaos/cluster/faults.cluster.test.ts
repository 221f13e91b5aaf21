import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { search } from '../../leak/sinks.ts';
import { lineOf } from '../history.ts';
import { canary } from '../world.ts';
import { clusterHistoryOf, filesWritten, playOnCluster } from './campaign.ts';
import { struck } from './struck.ts';
import { startClusterWorld } from './world.ts';
import type { ClusterWorld } from './world.ts';

let world: ClusterWorld;
beforeAll(async () => {
  world = await startClusterWorld(2);
}, 600_000);
afterAll(() => world?.end());

describe('a fault costs no run, and repeats none', () => {
  it.each(struck.map((each) => [each.name, each] as const))('%s', async (_, { ends, ...given }) => {
    const before = world.struck();
    const { after, wrong } = await playOnCluster(world, given);
    expect(wrong).toEqual([]);
    expect(ends).toContain(after.label.status);
    expect(world.struck() - before).toBe(given.strikes.length);
  });
});

const seeds = Array.from({ length: Number(process.env['N'] ?? 10) }, (_, place) => place + 1);

describe('a run on a cluster is not lost, not done twice, and leaves nothing', () => {
  it.each(seeds.map(clusterHistoryOf).map((history) => [lineOf(history), history] as const))(
    '%s',
    async (_, history) => {
      expect((await playOnCluster(world, history)).wrong).toEqual([]);
    },
  );

  it('and no secret lies in what the node and its control plane wrote meanwhile', () => {
    const { leaks, searched } = search(filesWritten(world), [canary]);
    expect(leaks).toEqual([]);
    expect(searched).toBeGreaterThan(1_000);
  });
});
