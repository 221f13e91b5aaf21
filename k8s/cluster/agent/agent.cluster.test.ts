import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { openCluster } from '@mayfly/test/harness/cluster.ts';
import { until } from '@mayfly/test/harness/until.ts';
import { cases } from '../../testing/network/cases.ts';
import { settle } from '../../testing/network/matrix.ts';
import { startPods, usual } from '../../testing/network/pods.ts';
import type { Cluster, ClusterNode } from '@mayfly/test/harness/cluster.ts';
import type { Moment } from '../../testing/network/moment.ts';
import type { NetworkPod, Probe } from '../../testing/network/pods.ts';
import type { NetworkPolicy } from './objects.ts';

let cluster: Cluster;
let node: ClusterNode;
let pods: NetworkPod[];
let close: () => Promise<void>;

const policiesOf = (space: string) =>
  `/apis/networking.k8s.io/v1/namespaces/np-${space}/networkpolicies`;

const put = async (name: string, spec: NetworkPolicy['spec'] | undefined) => {
  const [space = '', policy] = name.split('/');
  const path = `${policiesOf(space)}/${policy}`;
  await cluster.api.call('DELETE', path);
  if (!spec) return;
  const metadata = { name: policy };
  const object = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
  const { code, body } = await cluster.api.call('POST', policiesOf(space), object);
  if (code !== 201) throw new Error(body.message);
};

const label = async (name: string, labels: Readonly<Record<string, string | null>>) => {
  const [space, pod] = name.split('/');
  const path = `/api/v1/namespaces/np-${space}${pod ? `/pods/${pod}` : ''}`;
  const contentType = 'application/merge-patch+json';
  await cluster.api.call('PATCH', path, { metadata: { labels } }, { contentType });
};

const live = async ({ policies = {}, labels = {}, sees }: Moment) => {
  for (const [name, spec] of Object.entries(policies)) await put(name, spec);
  for (const [name, each] of Object.entries(labels)) await label(name, each);
  for (const expectation of sees) expect(await settle(pods, expectation)).toEqual([]);
};

beforeAll(async () => {
  cluster = await openCluster();
  if (!cluster.node)
    throw new Error('Only the node of k8s/cluster has this agent: unset KUBECONFIG');
  node = cluster.node;
  ({ pods, close } = await startPods(cluster, node));
});

afterEach(async () => {
  for (const space of usual) await cluster.api.call('DELETE', policiesOf(space));
});

afterAll(() => close?.());

const podOf = (name: string): NetworkPod => {
  const pod = pods.find((each) => each.name === name);
  if (!pod) throw new Error(`no pod ${name}`);
  return pod;
};

describe('the network of the test cluster, as Kubernetes’ own tests want it', () => {
  it('without a policy everybody reaches everybody, at both addresses', async () => {
    expect(pods.flatMap(({ addresses }) => addresses)).toHaveLength(18);
    await live({
      sees: [
        { port: 80, words: [] },
        { port: 81, protocol: 'UDP', words: [] },
      ],
    });
  });

  it.each(Object.keys(cases))('%s', async (name) => {
    for (const moment of cases[name] ?? []) await live(moment);
  });

  it.each([0, 1])(
    'egress to a block of addresses, but for an exception (family %i)',
    async (family) => {
      const address = (name: string) => podOf(name).addresses[family] ?? '';
      const [range, host] = family === 0 ? ['10.77.0.0/16', 32] : ['fd00:77::/64', 128];
      const except = [`${address('y/a')}/${host}`];
      const rules = [{ to: [{ ipBlock: { cidr: range, except } }] }];
      const spec = { podSelector: { matchLabels: { pod: 'a' } }, policyTypes: ['Egress' as const] };
      const reached = (...names: string[]) =>
        podOf('x/a').reach(names.map((each): Probe => [address(each), 80, 'TCP']));
      await put('x/p', { ...spec, egress: rules });
      await until(
        async () => String(await reached('y/a', 'y/b')) === 'false,true' || undefined,
        10_000,
      );
      // What one block leaves out, another may allow.
      const more = { to: [{ ipBlock: { cidr: `${address('y/a')}/${host}` } }] };
      await put('x/p', { ...spec, egress: [...rules, more] });
      await until(
        async () => String(await reached('y/a', 'y/b')) === 'true,true' || undefined,
        10_000,
      );
    },
  );
});

describe('closed by default', () => {
  it('a pod that may send nothing reaches no door of its node, which others reach', async () => {
    const doors: Probe[] = ['10.88.77.1', 'fd00:88::1'].flatMap((host): Probe[] => [
      [host, 80, 'TCP'],
      [host, 81, 'TCP'],
    ]);
    const program = `for (const port of [80, 81]) require('node:net').createServer((s) => s.end('hi')).listen(port, '::', () => console.log('up'))`;
    const server = node.start(process.execPath, ['-e', program]);
    try {
      await until(
        async () => !(await podOf('y/a').reach(doors)).includes(false) || undefined,
        10_000,
      );
      await put('x/p', { podSelector: {}, policyTypes: ['Egress'] });
      await until(
        async () => !(await podOf('x/a').reach(doors)).includes(true) || undefined,
        10_000,
      );
      expect(await podOf('y/a').reach(doors)).not.toContain(false);
    } finally {
      server.kill();
    }
  });

  it('with the agent dead, a new pod has no network, and a policy in force stays so', async () => {
    await put('x/p', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    expect(await settle(pods, { port: 80, words: ['deny * x/*', 'deny x/* *'] })).toEqual([]);
    const { out } = await node.run('pgrep', ['-f', 'agent/main.ts']);
    const [agent = ''] = out.split('\n');
    await node.run('kill', ['-STOP', agent]);
    try {
      const late = await startPods(cluster, node, ['w']);
      try {
        const [stranger] = late.pods;
        const probes = podOf('y/a').addresses.map((host): Probe => [host, 80, 'TCP']);
        expect(await stranger?.reach(probes)).toEqual([false, false]);
        const back = stranger?.addresses.map((host): Probe => [host, 80, 'TCP']) ?? [];
        expect(await podOf('y/a').reach(back)).toEqual([false, false]);
        expect(await settle(pods, { port: 80, words: ['deny * x/*', 'deny x/* *'] })).toEqual([]);
        await node.run('kill', ['-CONT', agent]);
        await until(async () => !(await stranger?.reach(probes))?.includes(false) || undefined);
      } finally {
        await late.close();
      }
    } finally {
      await node.run('kill', ['-CONT', agent]);
    }
  });
});
