import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { prepare } from '@mayfly/k8s/prepare/prepare.ts';
import { readSettings } from '@mayfly/k8s/prepare/settings.ts';
import type { Digests } from '@mayfly/k8s/prepare/component.ts';
import type { Settings } from '@mayfly/k8s/prepare/settings.ts';
import { accessAs } from './cluster-access.ts';
import { manifests, openCluster } from './cluster.ts';
import type { Cluster, ClusterNode } from './cluster.ts';
import { clear } from './installation/clear.ts';
import { provideImages } from './installation/images.ts';
import { changeSettings, copyOverlay } from './installation/overlay.ts';
import { warmPodOf } from './installation/warm-pod.ts';
import type { WarmPod } from './installation/warm-pod.ts';
import { writeSeenFromHere } from './installation/seen-from-here.ts';
import { startTestPostgres } from './postgres.ts';
import type { TestPostgres } from './postgres.ts';
import type { Stack } from './stack.ts';
import { until } from './until.ts';

/** The name under which pods find the sites of this machine, as something outside of the cluster. */
export const outsideName = 'outside.test';

/**
 * Where that is: a public address (RFC 7535, behind which nobody's site is), which the node of our cluster has for itself.
 * Nothing leads off that node.
 */
const outsideAddress = '192.31.196.1';

const runs = join(import.meta.dirname, '../../k8s/base/runs');

/** A whole Mayfly on our own cluster. What is named as in `Stack` is the same as there. */
export type ClusterInstallation = Pick<
  Stack,
  'serviceUrl' | 'brokerUrl' | 'invitation' | 'data' | 'remove'
> & {
  readonly cluster: Cluster;
  readonly node: ClusterNode;
  readonly postgres: TestPostgres;
  /** The folder that was applied: with `settings.json`, and all secrets in `generated`. */
  readonly overlay: string;
  readonly settings: Settings;
  /** Installs it again with other settings or versions of images, and waits until the parts that they concern are new. */
  change(settings: Partial<Settings>, digests?: Partial<Digests>): Promise<void>;
  /** The digests of its images, as they are now. */
  readonly digests: () => Digests;
  /** Waits until a warm pod has proved its fence, and waits for work. */
  warmPod(): Promise<WarmPod>;
  /** Lets pods reach a site on this machine's loopback, by its port. Answers its origin, for grants. */
  outside(port: number): Promise<string>;
};

/** What a test decides about it. */
export type ClusterPlan = {
  /** Instead of what `k8s/overlays/test/settings.json` says: `warmPods`, `mostRuns`, `namespaces`, … */
  readonly settings?: Partial<Settings>;
  /** How many services; one costs the least. */
  readonly replicas?: number;
};

/** Installs it, with databases of its own, and waits until it invites. `remove` ends all of it. */
export const installOnCluster = async (plan: ClusterPlan = {}): Promise<ClusterInstallation> => {
  const closing: (() => unknown)[] = [];
  const remove = async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  try {
    return { ...(await installed(plan, closing)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
};

const installed = async (
  { settings: changed = {}, replicas = 1 }: ClusterPlan,
  closing: (() => unknown)[],
): Promise<Omit<ClusterInstallation, 'remove'>> => {
  const cluster = await openCluster();
  const { node, kubectl } = cluster;
  if (!node) throw new Error('This installs at the node of k8s/cluster: unset KUBECONFIG');
  const postgres = await startTestPostgres();
  closing.push(() => postgres.stop());
  const { host: database, port } = new URL(postgres.url('postgres'));
  const kept = async (opened: Promise<{ close(): void }>) =>
    closing.push((await opened).close) && opened;
  const [service, broker, digests] = await Promise.all([
    node.forward('10.96.77.10:4710'),
    node.forward('10.96.77.11:4711'),
    provideImages(node),
    kept(node.expose('10.88.77.1:5432', Number(port))),
    node.run('ip', ['addr', 'replace', `${outsideAddress}/32`, 'dev', 'lo']),
  ]);
  closing.push(service.close, broker.close);
  const devices = {
    serviceUrl: `http://127.0.0.1:${service.port}`,
    brokerUrl: `http://127.0.0.1:${broker.port}`,
  };
  const hosts = { [outsideName]: outsideAddress, ...changed.hosts };
  const overlay = copyOverlay({
    settings: { devices, kubelet: `${node.root}/run/kubelet`, ...changed, hosts },
    replicas,
  });
  closing.push(() => rmSync(overlay, { recursive: true }));
  const settings = readSettings(join(overlay, 'settings.json'));
  await clear(cluster, settings.namespaces);
  closing.push(() => clear(cluster, settings.namespaces));
  for (const further of settings.namespaces.filter((each) => each !== 'runs-0'))
    await kubectl(['apply', '-f', '-'], await manifests(cluster, runs, { 'runs-0': further }));
  let present = digests;
  const apply = async () => {
    await prepare({
      overlay,
      digests: present,
      database: postgres.url('postgres'),
      brokerDatabase: postgres.url('postgres'),
      databaseHost: '10.88.77.1:5432',
    });
    await kubectl(['apply', '-k', overlay]);
    await Promise.all([
      rolledOut(cluster, 'mayfly-broker', 'mayfly-broker'),
      rolledOut(cluster, 'mayfly-system', 'mayfly-service'),
      rolledOut(cluster, 'mayfly-system', 'mayfly-canary'),
    ]);
  };
  await apply();
  const data = mkdtempSync(join(tmpdir(), 'mayfly-data-'));
  closing.push(() => rmSync(data, { recursive: true }));
  const account = await accessAs(cluster, ['mayfly-system', 'mayfly-service']);
  closing.push(account.remove);
  writeSeenFromHere(overlay, data, { database, access: account.access, ...devices });
  return {
    ...devices,
    invitation: await invitationOf(cluster),
    data,
    cluster,
    node,
    postgres,
    overlay,
    settings,
    async change(more, next = {}) {
      changeSettings(overlay, more);
      present = { ...present, ...next };
      await apply();
    },
    digests: () => present,
    warmPod: () => warmPodOf(postgres.url('service')),
    async outside(port) {
      const site = await node.expose(`${outsideAddress}:${port}`, port);
      closing.push(site.close);
      return `http://${outsideName}:${port}`;
    },
  };
};

/** Waits until all of a Deployment is there and ready. */
export const rolledOut = async (
  { kubectl }: Cluster,
  namespace: string,
  name: string,
): Promise<void> => {
  const status = ['-n', namespace, 'rollout', 'status', `deployment/${name}`, '--timeout=90s'];
  await kubectl(status);
};

const invitationOf = ({ kubectl }: Cluster): Promise<string> => {
  const logs = ['-n', 'mayfly-broker', 'logs', 'deployment/mayfly-broker', '-c', 'broker'];
  return until(async () => /mayfly1\.\S+/.exec(await kubectl(logs))?.[0], 30_000);
};
