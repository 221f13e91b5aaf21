import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromUtf8 } from '@mayfly/shared/base/bytes.ts';
import { randomId16, toBase64url } from '@mayfly/shared/base/ids.ts';
import { openClaim } from '@mayfly/shared/envelope/claim.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { provideImage } from '../../../k8s/image/provide-image.ts';
import { install } from '../../../k8s/testing/installation.ts';
import { listenAs } from '../../../k8s/testing/listener.ts';
import { accessAs } from '../../../test/harness/cluster-access.ts';
import { until } from '../../../test/harness/until.ts';
import { kubernetesSchema } from '../service/engines/kubernetes/config.ts';
import { kubernetesEngine } from '../service/engines/kubernetes/kubernetes-engine.ts';
import type { Installation } from '../../../k8s/testing/installation.ts';
import type { Listener } from '../../../k8s/testing/listener.ts';
import type { Engine } from '../service/engines/engine.ts';
import type { SealKeys } from '@mayfly/shared/envelope/keys.ts';

const node = '10.88.77.1';
const run = randomId16();

let home: Installation;
let engine: Engine;
let broker: Listener;
let service: Listener;
let claims: SealKeys;
const endings: (() => unknown)[] = [];
beforeAll(async () => {
  await ready();
  home = await install();
  const { cluster } = home;
  const [image, helper] = [await provideImage('run'), await provideImage('broker')];
  for (const { archive } of [image, helper]) await home.node.importImage(archive);
  await patch('mayfly-system', 'run-pod-policy', { images: image.reference });
  const assignment = { org: signKeys().kid, run, attempt: 1, slot: { grantSubject: run, slot: 1 } };
  const door = { app: 'mayfly-broker', namespace: 'mayfly-broker', port: 4_711 } as const;
  broker = await listenAs(cluster, door, helper.reference, {
    '/releases': { status: 409, json: { code: 'stopped', message: '' } },
  });
  const front = { app: 'mayfly-service', namespace: 'mayfly-system', port: 4_710 } as const;
  service = await listenAs(cluster, front, helper.reference, {
    '/assignment': { status: 200, json: assignment },
    '/refusal': { status: 202, json: {} },
  });
  claims = sealKeys();
  const { access, remove } = await accessAs(cluster, ['mayfly-system', 'mayfly-service']);
  const namespaces = ['runs-0'];
  engine = kubernetesEngine(kubernetesSchema.parse({ access, namespaces, image: image.reference }));
  engine.follow(() => undefined);
  endings.push(remove, engine.close, broker.end, service.end);
}, 600_000);
afterAll(async () => {
  await home?.clear();
  if (home) await patch('mayfly-system', 'run-pod-policy', { images: home.image });
  for (const end of endings) await end();
});

const patch = (namespace: string, name: string, data: object) => {
  const what = ['-n', namespace, 'patch', 'configmap', name];
  return home.cluster.kubectl([...what, '--type=merge', '-p', JSON.stringify({ data })]);
};

/** A pod lives its life with an anchor that names these as out of its reach. Answers its name, once it is gone. */
async function live(attempt: number, outOfReach: readonly string[]): Promise<string> {
  const anchor = {
    brokerSign: toBase64url(signKeys().publicKey),
    brokerClaim: toBase64url(claims.publicKey),
    brokerUrl: `http://${broker.address}`,
    serviceUrl: `http://${service.address}`,
    targets: [service.address, broker.address],
    outOfReach,
  };
  await patch('runs-0', 'mayfly-anchor', { 'anchor.json': JSON.stringify(anchor) });
  const name = `run-${run}-${attempt}`;
  await until(() => engine.create({ name, deadlineMs: 120_000 }).catch(() => undefined));
  await until(async () => ((await engine.find(name)) ? undefined : true), 90_000);
  return name;
}

const refusals = async () =>
  (await service.came())
    .filter(({ path }) => path.endsWith('/refusal'))
    .map(({ body }) => (JSON.parse(fromUtf8(body)) as { code: string }).code);

describe('a pod of the run image, on a real cluster', () => {
  it('shuts its browser in, proves it over a second, and claims with the token of its node', async () => {
    const outOfReach = [`${node}:6443`, `${node}:10250`];
    const name = await live(1, outOfReach);
    const sent = (await broker.came()).filter(({ path }) => path === '/releases');
    expect(sent).toHaveLength(1);
    const claim = openClaim(sent[0]!.body, claims);
    expect(claim).toMatchObject({ name, run, attempt: 1 });
    expect(fromUtf8(claim.token)).toMatch(/^ey[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(claim.fence.namespace).toBe(true);
    expect(claim.fence.rounds).toBeGreaterThan(1);
    expect(claim.fence.until - claim.fence.from).toBeGreaterThanOrEqual(1_000);
    expect(claim.fence.refused).toEqual([service.address, broker.address, ...outOfReach]);
    expect(await refusals()).toEqual(['stopped']);
  });

  it('that reaches what it must not claims nothing, and says why', async () => {
    // Its network lets it reach the service: named as out of reach, it is what a policy that fails to hold looks like.
    await live(2, [`${node}:6443`, service.address]);
    expect((await broker.came()).filter(({ path }) => path === '/releases')).toHaveLength(1);
    expect(await refusals()).toEqual(['stopped', 'fence-not-proved']);
  });
});
