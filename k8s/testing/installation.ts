import { join } from 'node:path';

import { manifests, openCluster, readRunPod } from '@mayfly/test/harness/cluster.ts';
import { until } from '@mayfly/test/harness/until.ts';
import { changed } from './change.ts';
import { importTinyImage } from './tiny-image.ts';
import type { Cluster, ClusterNode } from '@mayfly/test/harness/cluster.ts';
import type { Answer } from '../cluster/api.ts';

/** Who may make run pods. */
export const serviceAccount = 'system:serviceaccount:mayfly-system:mayfly-service';

/** Who asks whose token it is, and ends pods. */
export const brokerAccount = 'system:serviceaccount:mayfly-broker:mayfly-broker';

/** What stands in the base in the place of a run image. */
const noImage = `mayfly.local/run@sha256:${'0'.repeat(64)}`;

/** The namespace of `k8s/base`, and one more in which PodSecurity lets everything pass: there the policies stand alone. */
export const namespaces = ['runs-0', 'runs-open'] as const;
export type RunNamespace = (typeof namespaces)[number];

/** An installation without its Deployments: namespaces, rights, policies. Run pods run the smallest image. */
export type Installation = {
  readonly cluster: Cluster;
  readonly node: ClusterNode;
  readonly image: string;
  /** A run pod as it should be, under a name of its own. */
  goodPod(namespace: RunNamespace): RunPod;
  create(pod: RunPod, isDry: boolean): Promise<Answer>;
  /** Makes a good run pod, and waits until it runs. */
  start(namespace: RunNamespace): Promise<RunPod>;
  /** Ends all run pods, and waits until they are gone: a node has room for seven. */
  clear(): Promise<void>;
};

/** A run pod's manifest, as far as tests look into it. */
export type RunPod = {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Readonly<Record<string, unknown>>;
};

/** Without it, a pod that asks for it would be refused before any policy looks. */
const weakRuntime = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name: 'weak' },
  handler: 'weak',
};

const base = join(import.meta.dirname, '../base');

const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const randomRun = () =>
  [...crypto.getRandomValues(new Uint8Array(26))].map((byte) => letters[byte % 32]).join('');

/** Installs `k8s/base` anew. Needs our own cluster, since the image is brought to its node. */
export const install = async (): Promise<Installation> => {
  const cluster = await openCluster();
  const { node, api } = cluster;
  if (!node)
    throw new Error('These tests bring images to the node of k8s/cluster: unset KUBECONFIG');
  const image = await importTinyImage(node);
  const words = { [noImage]: image, 'replicas: 2': 'replicas: 0', 'replicas: 1': 'replicas: 0' };
  const text = await manifests(cluster, base, words);
  await cluster.kubectl(['apply', '-f', '-'], text);
  const open = await manifests(cluster, join(base, 'runs'), {
    'runs-0': 'runs-open',
    'enforce: restricted': 'enforce: privileged',
  });
  await cluster.kubectl(['apply', '-f', '-'], open);
  await cluster.kubectl(['apply', '-f', '-'], JSON.stringify(weakRuntime));
  for (const namespace of namespaces) {
    const map = ['-n', namespace, 'create', 'configmap', 'mayfly-anchor', '--dry-run=client'];
    const anchor = await cluster.kubectl([...map, '--from-literal=anchor.json={}', '-o', 'yaml']);
    await cluster.kubectl(['apply', '-f', '-'], anchor);
  }
  const goodPod = (namespace: RunNamespace): RunPod => {
    const run = randomRun();
    return changed(readRunPod() as RunPod, {
      put: {
        '/metadata/name': `run-${run}-1`,
        '/metadata/namespace': namespace,
        '/metadata/labels/mayfly.dev~1run': run,
        '/spec/containers/0/image': image,
      },
    });
  };
  const create = (pod: RunPod, isDry: boolean) =>
    api.call('POST', `${podsOf(pod.metadata.namespace)}${isDry ? '?dryRun=All' : ''}`, pod, {
      as: serviceAccount,
    });
  const clear = async () => {
    for (const namespace of namespaces) await api.call('DELETE', podsOf(namespace));
    await until(async () => {
      const lists = await Promise.all(namespaces.map((each) => api.call('GET', podsOf(each))));
      return lists.every(({ body }) => body.items?.length === 0) || undefined;
    }, 30_000);
  };
  await clear();
  // Policies are in force a moment after they are written.
  await until(async () => {
    const bad = changed(goodPod('runs-0'), { put: { '/metadata/labels/x': 'y' } });
    const [good, refused] = [await create(goodPod('runs-0'), true), await create(bad, true)];
    return (good.code === 201 && refused.code >= 400) || undefined;
  });
  return {
    cluster,
    node,
    image,
    goodPod,
    create,
    clear,
    async start(namespace) {
      const pod = goodPod(namespace);
      const { code, body } = await create(pod, false);
      if (code !== 201) throw new Error(body.message);
      await until(async () => {
        const { body } = await api.call('GET', `${podsOf(namespace)}/${pod.metadata.name}`);
        return (body.status as { phase?: string }).phase === 'Running' || undefined;
      }, 30_000);
      return pod;
    },
  };
};

/** The path of a namespace's pods. */
export const podsOf = (namespace: string): string => `/api/v1/namespaces/${namespace}/pods`;
