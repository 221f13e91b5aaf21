import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { install, serviceAccount } from '../../../../../k8s/testing/installation.ts';
import { accessAs } from '../../../../../test/harness/cluster-access.ts';
import { until } from '../../../../../test/harness/until.ts';
import { credentialsOf } from '../../../cluster-api/access.ts';
import { clusterApi } from '../../../cluster-api/client.ts';
import { getPod } from '../../../cluster-api/pods.ts';
import { engineContract } from '../contract.ts';
import { kubernetesSchema } from './config.ts';
import { kubernetesEngine } from './kubernetes-engine.ts';
import type { Installation } from '../../../../../k8s/testing/installation.ts';
import type { ClusterApi } from '../../../cluster-api/client.ts';
import type { KubernetesConfig } from './config.ts';
import type { Engine } from '../engine.ts';

let home: Installation;
let config: KubernetesConfig;
let api: ClusterApi;
let remove: (() => void) | undefined;
const engines: Engine[] = [];
beforeAll(async () => {
  home = await install();
  const files = await accessAs(home.cluster, ['mayfly-system', 'mayfly-service']);
  ({ remove } = files);
  config = kubernetesSchema.parse({
    access: files.access,
    namespaces: ['runs-0', 'runs-open'],
    image: home.image,
  });
  api = clusterApi(credentialsOf(config.access));
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});
afterAll(async () => {
  await home?.clear();
  api?.close();
  remove?.();
});

const open = (isFollowing: boolean, changes: Partial<KubernetesConfig> = {}): Engine => {
  const engine = kubernetesEngine({ ...config, ...changes });
  if (isFollowing) engine.follow(() => undefined);
  engines.push(engine);
  return engine;
};
engineContract('kubernetes, a real one', async () => open(false));
engineContract('kubernetes, a real one that is followed', async () => open(true));

const namespaces = ['runs-0'];
const make = async (engine: Engine, deadlineMs = 60_000) => {
  const name = `run-${randomId16()}-1`;
  return { name, ...(await engine.create({ name, deadlineMs })) };
};
const podOf = (name: string) => getPod(api, { namespace: 'runs-0', name });
const runs = (name: string) =>
  until(async () => ((await podOf(name))?.status?.phase === 'Running' ? true : undefined));
const isGone = (name: string) => until(async () => ((await podOf(name)) ? undefined : true));

describe('a pod of a real cluster', () => {
  it('runs as the policies want it, and is removed with its grace', async () => {
    const engine = open(true, { namespaces });
    const { name, uid } = await make(engine);
    await runs(name);
    expect((await podOf(name))?.metadata.uid).toBe(uid);
    await engine.remove(uid);
    const leaving = await podOf(name);
    expect(leaving?.metadata.deletionGracePeriodSeconds ?? 10).toBe(10);
    await isGone(name);
  });

  it('that is over its deadline is ended, deleted, and known to have been so', async () => {
    const engine = open(true, { namespaces });
    const { name, uid } = await make(engine, 10_000);
    await isGone(name);
    expect(engine.faultOf(uid)).toBe('deadline');
  });

  it('whose image is not there is known to lack it', async () => {
    const engine = open(true, { namespaces });
    const image = `mayfly.local/run@sha256:${'1'.repeat(64)}`;
    await allowImages(`${home.image} ${image}`);
    const { name } = await until(() =>
      make(open(false, { namespaces, image })).catch(() => undefined),
    );
    const uid = (await engine.find(name))?.uid ?? '';
    await until(() => engine.faultOf(uid));
    expect(engine.faultOf(uid)).toBe('image-not-pulled');
    await engine.remove(uid);
    await isGone(name);
    await allowImages(home.image);
  });

  it('is deleted by force by nobody, not even by who made it', async () => {
    const engine = open(false, { namespaces });
    const { name, uid } = await make(engine);
    const path = `/api/v1/namespaces/runs-0/pods/${name}`;
    const force = { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0 };
    // One that has no node yet, the API server lets go at once.
    await until(async () => {
      const { body } = await home.cluster.api.call('GET', path);
      return (body.spec as { nodeName?: string } | undefined)?.nodeName;
    });
    for (const as of [serviceAccount, undefined]) {
      const { code, body } = await home.cluster.api.call('DELETE', path, force, as ? { as } : {});
      expect([code, body.message]).toEqual([422, expect.stringContaining('not deleted by force')]);
    }
    await engine.remove(uid);
    await isGone(name);
  });

  it('that is not as the policies want it is refused', async () => {
    const image = `mayfly.local/other@sha256:${'2'.repeat(64)}`;
    await expect(make(open(false, { image }))).rejects.toMatchObject({ code: 'start-failed' });
  });

  it('for which the cluster has no place waits for one, and gets it', async () => {
    const engine = open(true, { namespaces });
    const made: Awaited<ReturnType<typeof make>>[] = [];
    const waiting = await until(async () => {
      made.push(await make(engine));
      const { name = '' } = made.at(-1) ?? {};
      await until(async () => {
        const { spec, status } = (await podOf(name)) ?? {};
        const isTold = status?.conditions?.some(({ reason }) => reason === 'Unschedulable');
        return spec?.nodeName || isTold ? true : undefined;
      });
      const found = (await engine.list()).find((pod) => pod.name === name);
      return found?.waiting ? found : undefined;
    });
    for (const { uid } of made) if (uid !== waiting.uid) await engine.remove(uid);
    await runs(waiting.name);
    await engine.remove(waiting.uid);
    await isGone(waiting.name);
  });

  it('beyond the quota of its namespace is told as no room', async () => {
    const quota = (count: string) =>
      home.cluster.kubectl([
        '-n',
        'runs-0',
        'patch',
        'quota',
        'runs',
        '--type=merge',
        '-p',
        JSON.stringify({ spec: { hard: { 'count/pods': count } } }),
      ]);
    await quota('0');
    try {
      await until(() =>
        make(open(false, { namespaces })).then(
          () => undefined,
          (error: unknown) =>
            (error as { code?: string }).code === 'runner-full' ? true : undefined,
        ),
      );
    } finally {
      await quota('2500');
    }
  });
});

const allowImages = (images: string) =>
  home.cluster.kubectl([
    '-n',
    'mayfly-system',
    'patch',
    'configmap',
    'run-pod-policy',
    '--type=merge',
    '-p',
    JSON.stringify({ data: { images } }),
  ]);
