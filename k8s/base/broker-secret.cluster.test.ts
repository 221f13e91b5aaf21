import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { until } from '@mayfly/test/harness/until.ts';
import { brokerAttacks } from '../testing/broker-attacks.ts';
import { changed } from '../testing/change.ts';
import { install } from '../testing/installation.ts';
import type { Answer, Api } from '../cluster/api.ts';

const space = '/api/v1/namespaces/mayfly-broker';
const deployments = '/apis/apps/v1/namespaces/mayfly-broker/deployments';
const replicaSets = 'system:serviceaccount:kube-system:replicaset-controller';
const strategic = { contentType: 'application/strategic-merge-patch+json' };
const merge = { contentType: 'application/merge-patch+json' };

type Deployment = { spec: { template: { spec: Record<string, unknown> } } };

let api: Api;
let spec: Record<string, unknown>;

beforeAll(async () => {
  ({ api } = (await install()).cluster);
  // PodSecurity lets everything pass meanwhile: the policies stand alone.
  await podSecurity('privileged');
  const { body } = await api.call('GET', `${deployments}/mayfly-broker`);
  ({ spec } = (body as Deployment).spec.template);
  // Policies are in force a moment after they are written.
  await until(async () => isRefused(await makePod(podOf(spec, 'x'))) || undefined);
});

afterAll(() => podSecurity('restricted'));

const podSecurity = (enforce: string) =>
  api.call(
    'PATCH',
    '/api/v1/namespaces/mayfly-broker',
    { metadata: { labels: { 'pod-security.kubernetes.io/enforce': enforce } } },
    { ...merge, as: 'ann', groups: ['mayfly:break-glass', 'system:masters'] },
  );

const owner = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  name,
  uid: '5f1f0f4e-0000-4000-8000-000000000000',
  controller: true,
});
const podOf = (of: object, name = 'mayfly-broker-1', by = 'mayfly-broker-1') => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, ownerReferences: [owner(by)] },
  spec: of,
});
const makePod = (pod: object, as?: string): Promise<Answer> =>
  api.call('POST', `${space}/pods?dryRun=All`, pod, as === undefined ? {} : { as });

/** Whether a policy of ours said no, or the API's own schema. */
const isRefused = ({ code, body }: Answer): boolean =>
  code >= 400 && /ValidatingAdmissionPolicy 'mayfly-/.test(body.message ?? '');

/** The names of those that were let through, or that somebody else refused. */
const openOf = async (ways: Readonly<Record<string, () => Promise<Answer>>>) => {
  const open: string[] = [];
  for (const [name, way] of Object.entries(ways)) {
    const answer = await way();
    if (!isRefused(answer)) open.push(`${name}: ${answer.code} ${answer.body.message ?? ''}`);
  }
  return open;
};

const template = () => ({ metadata: { labels: { app: 'x' } }, spec });
const sets = () => ({ selector: { matchLabels: { app: 'x' } }, template: template() });

describe('the broker’s Secret', () => {
  it('comes to a pod of the broker’s Deployment as it stands in the base', async () => {
    const { code, body } = await makePod(podOf(spec), replicaSets);
    expect([code, body.message]).toEqual([201, undefined]);
  });

  it('comes to no pod of another shape, though its own Deployment asked for it', async () => {
    const pods = Object.entries(brokerAttacks).map(([name, change]) => [
      `pod: ${name}`,
      () => makePod(podOf(changed(spec, change)), replicaSets),
    ]);
    const of = Object.entries(brokerAttacks).map(([name, change]) => [
      `Deployment: ${name}`,
      async () => {
        const { body } = await api.call('GET', `${deployments}/mayfly-broker`);
        const { template } = (body as Deployment).spec;
        // Whatever version it is by now: the Deployment goes on while this is tried.
        const metadata = { ...body.metadata, resourceVersion: undefined };
        const bad = { ...template, spec: changed(template.spec, change) };
        const put = { ...body, metadata, spec: { ...(body as Deployment).spec, template: bad } };
        return api.call('PUT', `${deployments}/mayfly-broker?dryRun=All`, put);
      },
    ]);
    expect(await openOf(Object.fromEntries([...pods, ...of]))).toEqual([]);
    expect(pods.length).toBeGreaterThanOrEqual(27);
  });

  it('comes to no pod that somebody else made, a cluster administrator included', async () => {
    const make = (path: string, kind: string, of: object) =>
      api.call('POST', `${path}?dryRun=All`, {
        apiVersion: path.split('/').slice(2, -3).join('/') || 'v1',
        kind,
        metadata: { name: 'mayfly-broker-2' },
        spec: of,
      });
    const apps = '/apis/apps/v1/namespaces/mayfly-broker';
    const batch = '/apis/batch/v1/namespaces/mayfly-broker';
    const job = { template: { spec: { ...spec, restartPolicy: 'Never' } } };
    const other = podOf({ ...spec, serviceAccountName: 'default' });
    const ways = {
      'a pod by hand': () => makePod(podOf(spec)),
      'a pod by the service': () =>
        api.call('POST', `${space}/pods?dryRun=All`, podOf(spec), {
          groups: ['system:masters'],
          as: 'system:serviceaccount:mayfly-system:mayfly-service',
        }),
      'a pod without an owner': () =>
        makePod({ ...podOf(spec), metadata: { name: 'x' } }, replicaSets),
      'a pod of another set': () => makePod(podOf(spec, 'x', 'evil-1'), replicaSets),
      'a pod of another account': () => makePod(other),
      'a set of its own name': () => make(`${apps}/replicasets`, 'ReplicaSet', sets()),
      'another Deployment': () => make(`${apps}/deployments`, 'Deployment', sets()),
      'a DaemonSet': () => make(`${apps}/daemonsets`, 'DaemonSet', sets()),
      'a StatefulSet': () => make(`${apps}/statefulsets`, 'StatefulSet', sets()),
      'a Job': () => make(`${batch}/jobs`, 'Job', job),
      'a CronJob': () =>
        make(`${batch}/cronjobs`, 'CronJob', { schedule: '* * * * *', jobTemplate: { spec: job } }),
      'a replication controller': () =>
        api.call('POST', `${space}/replicationcontrollers?dryRun=All`, {
          apiVersion: 'v1',
          kind: 'ReplicationController',
          metadata: { name: 'x' },
          spec: { selector: { app: 'x' }, template: template() },
        }),
      'a token of its account': () =>
        api.call('POST', `${space}/serviceaccounts/mayfly-broker/token`, { spec: {} }),
      'the label off its namespace': () =>
        api.call('PATCH', '/api/v1/namespaces/mayfly-broker', unlabelled, merge),
      'another PodSecurity': () =>
        api.call('PATCH', '/api/v1/namespaces/mayfly-broker', baseline, merge),
    };
    expect(await openOf(ways)).toEqual([]);
  });

  it('is not reached through the broker’s own pod', async () => {
    const { code, body } = await api.call('PATCH', `${deployments}/mayfly-broker`, one, merge);
    expect([code, body.message]).toEqual([200, undefined]);
    const pod = await until(async () => {
      const { body } = await api.call('GET', `${space}/pods?labelSelector=app%3Dmayfly-broker`);
      return body.items?.[0]?.metadata?.name;
    }, 20_000);
    const own = `${space}/pods/${pod}`;
    const ways = {
      'a command': () => api.call('POST', `${own}/exec?command=cat&container=broker&stdout=1`),
      'a command by GET': () => api.call('GET', `${own}/exec?command=cat&stdout=1`),
      'an ephemeral container': () =>
        api.call('PATCH', `${own}/ephemeralcontainers`, ephemeral, strategic),
      'another image': () => api.call('PATCH', own, { spec: image }, strategic),
    };
    expect(await openOf(ways)).toEqual([]);
    await api.call('PATCH', `${deployments}/mayfly-broker`, { spec: { replicas: 0 } }, merge);
  });
});

const one = { spec: { replicas: 1 } };
const image = { containers: [{ name: 'broker', image: 'evil.example/x' }] };
const ephemeral = {
  spec: { ephemeralContainers: [{ name: 'd', image: 'x', targetContainerName: 'broker' }] },
};
const unlabelled = { metadata: { labels: { 'mayfly.dev/broker': null } } };
const baseline = {
  metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
};
