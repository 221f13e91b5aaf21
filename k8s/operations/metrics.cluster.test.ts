import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openCluster } from '@mayfly/test/harness/cluster.ts';
import { until } from '@mayfly/test/harness/until.ts';
import { startPods } from '../testing/network/pods.ts';
import type { Cluster } from '@mayfly/test/harness/cluster.ts';
import type { NetworkPod } from '../testing/network/pods.ts';

const contentType = 'application/merge-patch+json';

let cluster: Cluster;
let pods: NetworkPod[];
let close: (() => Promise<void>) | undefined;

beforeAll(async () => {
  cluster = await openCluster();
  if (!cluster.node)
    throw new Error('Only the node of k8s/cluster has this agent: unset KUBECONFIG');
  ({ pods, close } = await startPods(cluster, cluster.node, ['x', 'y', 'z']));
});

afterAll(() => close?.());

const podOf = (name: string): NetworkPod => {
  const pod = pods.find((each) => each.name === name);
  if (!pod) throw new Error(`There is no pod ${name}`);
  return pod;
};

const label = (path: string, labels: Readonly<Record<string, string | null>>) =>
  cluster.api.call('PATCH', path, { metadata: { labels } }, { contentType });

/** Whether `from` comes to the door, and to the figures, of `to`. */
const reach = (from: string, to: string): Promise<boolean[]> => {
  const [host = ''] = podOf(to).addresses;
  return podOf(from).reach([
    [host, 80, 'TCP'],
    [host, 81, 'TCP'],
  ]);
};

const settles = (from: string, to: string, wanted: readonly boolean[]) =>
  until(async () => (String(await reach(from, to)) === String(wanted) ? true : undefined), 20_000);

/** The policies of the base, on a pod that has the door at 80 and the figures at 81. */
const policies = (part: string): string =>
  readFileSync(join(import.meta.dirname, '../base', part, 'network.yaml'), 'utf8')
    .replaceAll('port: door', 'port: serve-80-tcp')
    .replaceAll('port: metrics', 'port: serve-81-tcp');

describe.each([
  ['system', 'mayfly-service'],
  ['broker', 'mayfly-broker'],
])('the figures in %s', (part, app) => {
  it('come to pods of a namespace that says that it watches, and to no other; the door stays open', async () => {
    await label('/api/v1/namespaces/np-x/pods/a', { app });
    await cluster.kubectl(['apply', '-n', 'np-x', '-f', '-'], policies(part));
    await settles('y/a', 'x/a', [true, false]);
    await label('/api/v1/namespaces/np-y', { 'mayfly.dev/metrics': 'true' });
    await settles('y/a', 'x/a', [true, true]);
    expect(await reach('z/a', 'x/a')).toEqual([true, false]);
    await label('/api/v1/namespaces/np-y', { 'mayfly.dev/metrics': null });
    await settles('y/a', 'x/a', [true, false]);
    await cluster.kubectl(['delete', '-n', 'np-x', '-f', '-'], policies(part));
  });
});
