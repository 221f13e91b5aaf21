import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { containerdSocket } from './node.ts';
import type { KubernetesObject } from '@mayfly/k8s/cluster/api.ts';
import type { ClusterInstallation } from '../../harness/cluster-installation.ts';

type Whole = Pick<ClusterInstallation, 'cluster' | 'node' | 'overlay'>;

const runs = '/api/v1/namespaces/runs-0';
const budgets = '/apis/policy/v1/namespaces/runs-0/poddisruptionbudgets';

/** The pods of runs, and those that wait for one. */
export async function runPods({ cluster }: Whole): Promise<readonly KubernetesObject[]> {
  const { code, body } = await cluster.api.call('GET', `${runs}/pods`);
  if (code !== 200) throw new Error(`The pods could not be listed: ${body.message}`);
  return body.items ?? [];
}

/** How many pods there may be. */
export async function setQuota({ cluster }: Whole, pods: number): Promise<void> {
  const body = { spec: { hard: { 'count/pods': String(pods) } } };
  await change(cluster, `${runs}/resourcequotas/runs`, body);
}

/** Asks for the end of all pods of the pool, as somebody would who clears up; `spared` may stay. */
export async function drainPool(whole: Whole, spared?: string): Promise<void> {
  for (const { metadata = {} } of await runPods(whole)) {
    const { name = '', labels = {} } = metadata;
    const isMeant = labels['mayfly.dev/kind'] === 'warm' && name !== spared;
    if (isMeant) await whole.cluster.api.call('DELETE', `${runs}/pods/${name}`);
  }
}

/** Asks for the eviction of a pod. Answers the API server's code: 429 where a budget forbids it. */
export async function evict({ cluster }: Whole, name: string): Promise<number> {
  const metadata = { name, namespace: 'runs-0' };
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata };
  return (await cluster.api.call('POST', `${runs}/pods/${name}/eviction`, body)).code;
}

/** Evicts all pods, though their budget forbids it: it is away meanwhile. */
export async function evictAll(whole: Whole): Promise<void> {
  const { api } = whole.cluster;
  const { body } = await api.call('GET', `${budgets}/runs`);
  await api.call('DELETE', `${budgets}/runs`);
  for (const { metadata } of await runPods(whole)) await evict(whole, metadata?.name ?? '');
  const metadata = { name: 'runs' };
  const { spec, kind = 'PodDisruptionBudget' } = body;
  await api.call('POST', budgets, { apiVersion: 'policy/v1', kind, metadata, spec });
}

/** Replaces all services, one after the other. */
export async function rollServices({ cluster }: Whole): Promise<void> {
  const annotations = { 'mayfly.dev/rolled': new Date().toISOString() };
  const body = { spec: { template: { metadata: { annotations } } } };
  await change(cluster, '/apis/apps/v1/namespaces/mayfly-system/deployments/mayfly-service', body);
}

/** Lets witnesses reach the broker by another way than its Service, as they would where its door is outside of the cluster. */
export async function letWitnessesOut({ cluster }: Whole, address: string): Promise<void> {
  const egress = [{ to: [{ ipBlock: { cidr: `${address}/32` } }] }];
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'a-door-outside', namespace: 'mayfly-witness' },
    spec: { podSelector: {}, policyTypes: ['Egress'], egress },
  };
  await cluster.kubectl(['apply', '-f', '-'], JSON.stringify(policy));
}

async function change({ api }: Whole['cluster'], path: string, body: object): Promise<void> {
  const contentType = 'application/merge-patch+json';
  const answer = await api.call('PATCH', path, body, { contentType });
  if (answer.code !== 200) throw new Error(`${path} did not change: ${answer.body.message}`);
}

const kept = 'mayfly.local/kept:run';

/** Takes the image of run pods from the node, or gives it back. */
export async function takeImage({ node, overlay }: Whole, isTaken: boolean): Promise<void> {
  const file = readFileSync(join(overlay, 'generated', 'service.json'), 'utf8');
  const { image } = (JSON.parse(file) as { kubernetes: { image: string } }).kubernetes;
  const ctr = async (...words: string[]) => {
    const args = ['-a', containerdSocket, '-n', 'k8s.io', 'images', ...words];
    const { code, err } = await node.run(join(node.bin, 'ctr'), args);
    if (code !== 0) throw new Error(`ctr images ${words.join(' ')}: ${err}`);
  };
  if (!isTaken) return ctr('tag', '--force', kept, image);
  await ctr('tag', '--force', image, kept);
  return ctr('rm', image);
}
