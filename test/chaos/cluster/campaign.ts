import { join } from 'node:path';
import { filesBelow, search } from '../../leak/sinks.ts';
import { checkRun } from '../check-history.ts';
import { lineOf } from '../history.ts';
import { playHistory } from '../play-history.ts';
import { canary } from '../world.ts';
import { checkOrphans } from './check-orphans.ts';
import { blinding, excuses } from './faults.ts';
import { clusterHistoryOf } from './plan.ts';
import { startClusterWorld } from './world.ts';
import type { Campaign } from '../campaign.ts';
import type { Wrong } from '../check-history.ts';
import type { History } from '../history.ts';
import type { Aftermath } from '../play-history.ts';
import type { ClusterFault } from './faults.ts';
import type { ClusterWorld } from './world.ts';

/** Services that share the work. */
export const replicas = 3;

/** Plays a run and what strikes it. Answers how it ended, and what is wrong: nothing where every promise held. */
export async function playOnCluster(
  world: ClusterWorld,
  history: Pick<History<ClusterFault>, 'writes' | 'strikes'>,
  alsoExcused: readonly string[] = [],
): Promise<{ readonly after: Aftermath; readonly wrong: Wrong[] }> {
  const after = await playHistory(world, history);
  const blind = history.strikes.some(({ fault }) => blinding.has(fault));
  const excused = [...alsoExcused, ...history.strikes.flatMap(({ fault }) => excuses[fault] ?? [])];
  const wrong = await checkRun(after, { blind, excused });
  return { after, wrong: [...wrong, ...(await checkOrphans(world))] };
}

/** Histories over a whole Mayfly on the test cluster. */
export async function onCluster(): Promise<Campaign> {
  const world = await startClusterWorld(replicas);
  return {
    play: async (seed) => (await playOnCluster(world, clusterHistoryOf(seed))).wrong,
    line: (seed) => lineOf(clusterHistoryOf(seed)),
    struck: () => world.struck().length,
    leaks: () => search(filesWritten(world), [canary]).leaks.length,
    end: world.end,
  };
}

/** What the control plane and the node wrote to their disk, databases included. */
export const filesWritten = ({ whole }: ClusterWorld) =>
  ['run/etcd', 'run/podlogs', 'run/kubelet', 'log'].flatMap((folder) =>
    filesBelow(join(whole.node.root, folder)),
  );
