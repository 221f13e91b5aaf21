import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '@mayfly/shared/base/bytes.ts';
import { install } from '../../../../../k8s/testing/installation.ts';
import { accessAs } from '../../../../../test/harness/cluster-access.ts';
import { until } from '../../../../../test/harness/until.ts';
import { credentialsOf } from '../../../cluster-api/access.ts';
import { clusterApi } from '../../../cluster-api/client.ts';
import { look } from '../../../witness/look.ts';
import { kubernetesIdentitySchema } from './config.ts';
import { kubernetesIdentity } from './kubernetes-identity.ts';
import type { Installation } from '../../../../../k8s/testing/installation.ts';
import type { ClusterApi } from '../../../cluster-api/client.ts';
import type { KubernetesIdentity } from './kubernetes-identity.ts';

let home: Installation;
let api: ClusterApi;
let identity: KubernetesIdentity;
let remove: (() => void) | undefined;
beforeAll(async () => {
  home = await install();
  const files = await accessAs(home.cluster, ['mayfly-broker', 'mayfly-broker']);
  ({ remove } = files);
  const config = { access: files.access, namespaces: ['runs-0'], witness: account.join(':') };
  const parsed = kubernetesIdentitySchema.parse(config);
  api = clusterApi(credentialsOf(parsed.access));
  identity = kubernetesIdentity(parsed, api);
});
afterAll(async () => {
  await home?.clear();
  api?.close();
  remove?.();
});

const account = ['mayfly-witness', 'mayfly-witness'] as const;

/** A token of the witness of the node, as in a pod of its DaemonSet. */
async function witnessToken(): Promise<string> {
  const [namespace, name] = account;
  const { kubectl } = home.cluster;
  const objects = ['Namespace', 'ServiceAccount'].map((kind) => ({
    apiVersion: 'v1',
    kind,
    metadata: { name, ...(kind === 'ServiceAccount' && { namespace }) },
  }));
  await kubectl(
    ['apply', '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
  );
  const bound = ['--bound-object-kind=Node', '--bound-object-name=node1'];
  const words = ['create', 'token', name, '-n', namespace, '--audience=mayfly-broker', ...bound];
  return (await kubectl(words)).trim();
}

/** A pod that runs, with the token that its node mounted into it. */
async function born(namespace: 'runs-0' | 'runs-open' = 'runs-0') {
  const { metadata } = await home.start(namespace);
  const { body } = await home.cluster.api.call(
    'GET',
    `/api/v1/namespaces/${namespace}/pods/${metadata.name}`,
  );
  const uid = body.metadata?.uid ?? '';
  const { node } = home;
  const file = `${node.root}/run/kubelet/pods/${uid}/volumes/kubernetes.io~projected/token/token`;
  const { out } = await node.run('cat', [file]);
  const place = `${namespace}/${metadata.name}/node1`;
  return { uid, name: metadata.name, place, token: utf8(out.trim()), text: out.trim() };
}

describe('a pod of a real cluster, to the broker', () => {
  it('is known by its token: uid, name, place, what its plan names and what its node runs, and that it lives', async () => {
    const { token, uid, name, place } = await born();
    const listed = home.image.split('@')[1];
    expect(await identity.review(token)).toEqual({
      uid,
      name,
      place,
      digests: [listed, listed],
      live: true,
    });
  });

  it('is nobody with a token of another namespace, for another audience, of another account, or forged', async () => {
    const elsewhere = await born('runs-open');
    expect(await identity.review(elsewhere.token)).toBeUndefined();
    const { text } = await born();
    const [head = '', body = '', signature = ''] = text.split('.');
    const forged = body.slice(0, -4) + (body.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    expect(await identity.review(utf8([head, forged, signature].join('.')))).toBeUndefined();
    const own = await home.cluster.kubectl([
      'create',
      'token',
      'mayfly-service',
      '-n',
      'mayfly-system',
    ]);
    expect(await identity.review(utf8(own.trim()))).toBeUndefined();
    const aimed = [
      'create',
      'token',
      'mayfly-service',
      '-n',
      'mayfly-system',
      '--audience=mayfly-broker',
    ];
    expect(await identity.review(utf8((await home.cluster.kubectl(aimed)).trim()))).toBeUndefined();
    expect(await identity.review(new Uint8Array([255, 254]))).toBeUndefined();
  });

  it('is not live from the moment when its end is asked for, though its token still counts', async () => {
    const { token, uid, place } = await born();
    await identity.review(token);
    await identity.kill({ uid, place });
    const reviewed = await identity.review(token).catch((error: { code: string }) => error.code);
    const isRefused =
      reviewed === undefined ||
      reviewed === 'pod-not-live' ||
      (typeof reviewed === 'object' && !reviewed.live);
    expect(isRefused).toBe(true);
    await until(async () => {
      const seen = await identity.seen({ uid, place, leaving: true, unproved: false });
      return seen && !seen.live ? true : undefined;
    });
    await expect(identity.review(token)).rejects.toMatchObject({ code: 'pod-not-live' });
  });

  it('is seen to live, is killed by its uid, and is gone as far as the API server knows', async () => {
    const { uid, place, name } = await born();
    expect(await identity.seen({ uid, place, leaving: true, unproved: false })).toEqual({
      live: true,
    });
    await identity.kill({ uid: '00000000-0000-4000-8000-000000000000', place });
    expect(
      (await home.cluster.api.call('GET', `/api/v1/namespaces/runs-0/pods/${name}`)).code,
    ).toBe(200);
    await identity.kill({ uid, place });
    const seen = await until(async () => {
      const found = await identity.seen({ uid, place, leaving: true, unproved: false });
      return found && !found.live ? found : undefined;
    });
    expect(seen).toEqual({ live: false, gone: 'api' });
  });

  it('is gone for sure once its node’s witness finds nothing of it any more', async () => {
    const { uid, place, name, token } = await born();
    const witness = await witnessToken();
    await identity.hearWitness(witness, []);
    const before = api.sent();
    await identity.review(token);
    const places = {
      proc: `/proc/${home.node.pid}/root/proc`,
      cgroup: '/sys/fs/cgroup',
      kubelet: `${home.node.root}/run/kubelet`,
    };
    const tell = async () => {
      const found = await look(places);
      await identity.hearWitness(witness, [...found]);
      return found.has(uid);
    };
    expect(await tell()).toBe(true);
    // It ends in order, as the service asks it to: two questions of the service's, three of the broker's.
    await home.cluster.api.call('DELETE', `/api/v1/namespaces/runs-0/pods/${name}`);
    const seen = await until(async () => {
      const isLeft = await tell();
      const found = await identity.seen({ uid, place, leaving: true, unproved: false });
      expect(isLeft && found?.live === false && found.gone === 'node-verified').toBe(false);
      return found && !found.live ? found : undefined;
    });
    expect(seen).toEqual({ live: false, gone: 'node-verified' });
    expect((await look(places)).has(uid)).toBe(false);
    expect(api.sent() - before).toBe(3);
  });

  it('is not vouched for by the token of a run pod, or of any other account', async () => {
    const { text } = await born();
    await expect(identity.hearWitness(text, [])).rejects.toMatchObject({ code: 'token-refused' });
  });
});
