import { until } from '../../harness/until.ts';
import { processesOfNode } from './node.ts';
import { runPods } from './objects.ts';
import type { Wrong } from '../check-history.ts';
import type { ClusterWorld } from './world.ts';

/** So long after all is healed nothing may be left, ms. */
const clearingMs = 60_000;

/** Waits until nothing lives but the pods that wait, at the API server and on the node; what is left after that is told. */
export async function checkOrphans({ whole }: ClusterWorld): Promise<Wrong[]> {
  let left: string[] = [];
  const look = async () => {
    left = await orphans(whole);
    return left.length === 0 ? true : undefined;
  };
  await until(() => look().catch(() => undefined), clearingMs).catch(() => undefined);
  return left.map((what) => ({ kind: 'orphans', what }));
}

async function orphans(whole: ClusterWorld['whole']): Promise<string[]> {
  const pods = await runPods(whole);
  const known = await uidsOfAll(whole);
  const warm = pods.filter(({ metadata }) => metadata?.labels?.['mayfly.dev/kind'] === 'warm');
  const work = pods.filter((each) => !warm.includes(each)).map(({ metadata }) => metadata?.name);
  const lost = processesOfNode(whole.node).filter(({ uid }) => uid && !known.has(uid));
  return [
    ...work.map((name) => `pod ${name} is there`),
    ...(warm.length > 1 ? [`${warm.length} pods wait, where one should`] : []),
    ...lost.map(({ pid, uid }) => `process ${pid} is left of pod ${uid}`),
  ];
}

async function uidsOfAll({ cluster }: ClusterWorld['whole']): Promise<ReadonlySet<string>> {
  const { code, body } = await cluster.api.call('GET', '/api/v1/pods');
  if (code !== 200) throw new Error(`The pods could not be listed: ${body.message}`);
  return new Set((body.items ?? []).map(({ metadata }) => metadata?.uid ?? ''));
}
