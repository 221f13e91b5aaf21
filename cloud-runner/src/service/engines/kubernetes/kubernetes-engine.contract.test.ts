import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { startFakeApiServer } from '../../../cluster-api/testing/fake-api-server.ts';
import { engineContract } from '../contract.ts';
import { kubernetesSchema } from './config.ts';
import { kubernetesEngine } from './kubernetes-engine.ts';
import type { FakeApiServer } from '../../../cluster-api/testing/fake-api-server.ts';
import type { Engine } from '../engine.ts';

let server: FakeApiServer;
const open: Engine[] = [];
beforeAll(async () => {
  server = await startFakeApiServer();
});
beforeEach(() => {
  server.quota = Number.MAX_SAFE_INTEGER;
});
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
});
afterAll(() => server.close());

const config = kubernetesSchema.parse({
  namespaces: ['runs-0', 'runs-1'],
  image: `mayfly.local/run@sha256:${'0'.repeat(64)}`,
});
const deadlineMs = 60_000;
const fresh = () => `run-${randomId16()}-1`;
const engineOn = (changes: Partial<typeof config> = {}): Engine => {
  const engine = kubernetesEngine({ ...config, ...changes }, server.client({ patienceMs: 1_000 }));
  open.push(engine);
  return engine;
};

engineContract('kubernetes', async () => engineOn());
engineContract('kubernetes, followed', async () => {
  const engine = engineOn();
  engine.follow(() => undefined);
  return engine;
});

const make = async (engine: Engine) => {
  const name = fresh();
  return { name, ...(await engine.create({ name, deadlineMs })) };
};
const isListed = async (engine: Engine, uid: string) =>
  (await engine.list()).some((pod) => pod.uid === uid);

describe('the engine on a cluster that fails', () => {
  it('finds the pod that was made though its answer was lost', async () => {
    const engine = engineOn();
    server.fail('POST', 'lose-answer');
    const { name, uid } = await make(engine);
    expect(server.pods().filter(({ metadata }) => metadata.name === name)).toHaveLength(1);
    expect((await engine.find(name))?.uid).toBe(uid);
  });

  it('tries again where others count the quota at the same moment', async () => {
    server.fail('POST', { status: 409, reason: 'Conflict' });
    expect((await make(engineOn())).uid).toBeTruthy();
  });

  it('says that there is no room where the quota is spent, and where a namespace is as large as it may be', async () => {
    server.quota = server.pods().length;
    await expect(make(engineOn())).rejects.toMatchObject({ code: 'runner-full' });
    server.quota += 10;
    const small = engineOn({ mostPods: 1 });
    small.follow(() => undefined);
    const namespaces = ['runs-0'];
    await make(engineOn({ namespaces }));
    const full = engineOn({ namespaces, mostPods: 1 });
    full.follow(() => undefined);
    await vi.waitFor(
      () => expect(make(full)).rejects.toMatchObject({ code: 'runner-full' }),
      10_000,
    );
  });

  it('tells a server that is away from a pod that is refused', async () => {
    server.fail('POST', { status: 403, reason: 'Forbidden' });
    await expect(make(engineOn())).rejects.toMatchObject({ code: 'start-failed' });
    const engine = engineOn();
    await server.stop();
    await expect(make(engine)).rejects.toMatchObject({ code: 'runner-unreachable' });
    await expect(engine.list()).rejects.toMatchObject({ code: 'runner-unreachable' });
    await server.start();
  });
});

describe('the engine that follows', () => {
  it('pokes when a pod has gone', async () => {
    const engine = engineOn();
    const poke = vi.fn<() => void>();
    engine.follow(poke);
    const { name, uid } = await make(engine);
    await vi.waitFor(async () => expect(await isListed(engine, uid)).toBe(true), 10_000);
    await vi.waitFor(() => expect(poke).toHaveBeenCalled(), 10_000);
    poke.mockClear();
    server.vanish(name);
    await vi.waitFor(() => expect(poke).toHaveBeenCalled(), 10_000);
    expect(await isListed(engine, uid)).toBe(false);
  });

  it('pokes when somebody else asks a pod to end, and says that it is ending', async () => {
    const engine = engineOn();
    const poke = vi.fn<() => void>();
    engine.follow(poke);
    const { name, uid } = await make(engine);
    const found = async () => (await engine.list()).find((pod) => pod.uid === uid);
    await vi.waitFor(async () => expect(await found()).toMatchObject({ ending: false }), 10_000);
    await vi.waitFor(() => expect(poke).toHaveBeenCalled(), 10_000);
    poke.mockClear();
    const { metadata } = server.pods().find((pod) => pod.metadata.name === name)!;
    const deletionTimestamp = new Date().toISOString();
    server.change(name, { metadata: { ...metadata, deletionTimestamp } });
    await vi.waitFor(() => expect(poke).toHaveBeenCalled(), 10_000);
    expect(await found()).toMatchObject({ ending: true });
  });

  it('deletes a pod whose program has ended, once, and remembers why it went wrong', async () => {
    const engine = engineOn();
    engine.follow(() => undefined);
    const { name, uid } = await make(engine);
    const before = server.requests.length;
    server.change(name, { status: { phase: 'Failed', reason: 'Evicted' } });
    await vi.waitFor(async () => expect(await engine.find(name)).toBeUndefined(), 10_000);
    const sent = server.requests.slice(before).filter(({ path }) => path.includes(name));
    expect(sent.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    expect(engine.faultOf(uid)).toBe('evicted');
  });

  it('has a pod go when its run has ended, once, before its program is told to have', async () => {
    const engine = engineOn();
    engine.follow(() => undefined);
    const { name, uid } = await make(engine);
    await vi.waitFor(async () => expect(await isListed(engine, uid)).toBe(true), 10_000);
    const before = server.requests.length;
    engine.ended(uid);
    engine.ended(uid);
    await vi.waitFor(async () => expect(await engine.find(name)).toBeUndefined(), 10_000);
    const sent = server.requests.slice(before).filter(({ path }) => path.includes(name));
    expect(sent.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });

  it('asks the API server for no list, however often it is asked', async () => {
    const engine = engineOn();
    engine.follow(() => undefined);
    const { uid } = await make(engine);
    await vi.waitFor(async () => expect(await isListed(engine, uid)).toBe(true), 10_000);
    const before = server.requests.length;
    for (let times = 0; times < 10; times += 1) await engine.list();
    expect(server.requests).toHaveLength(before);
    await engine.remove(uid);
  });
});
