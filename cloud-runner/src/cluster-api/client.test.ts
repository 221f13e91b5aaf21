import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPod, deletePod, getPod } from './pods.ts';
import { startFakeApiServer } from './testing/fake-api-server.ts';
import type { FakeApiServer } from './testing/fake-api-server.ts';

let server: FakeApiServer;
beforeEach(async () => {
  server = await startFakeApiServer();
});
afterEach(() => server.close());

const namespace = 'runs-0';
const plan = (name: string) => ({ metadata: { name }, spec: { containers: [] } });
const place = (name: string) => ({ namespace, name });

describe('a question to the API server', () => {
  it.each([
    ['429', { status: 429 }],
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['no answer', 'cut'],
  ] as const)('is asked again after %s', async (_, fault) => {
    const api = server.client();
    await createPod(api, namespace, plan('a'));
    server.fail('GET', fault, fault);
    expect((await getPod(api, place('a')))?.metadata.name).toBe('a');
    expect(server.requests.filter(({ method }) => method === 'GET')).toHaveLength(3);
  });

  it('is asked again when it takes too long', async () => {
    const api = server.client({ tryMs: 100 });
    server.fail('GET', 'hang');
    expect(await getPod(api, place('a'))).toBeUndefined();
  });

  it('waits as long as a throttling server says', async () => {
    server.fail('GET', { status: 429, retryAfter: 1 });
    const before = performance.now();
    await getPod(server.client(), place('a'));
    expect(performance.now() - before).toBeGreaterThan(990);
  });

  it('is not asked again for what will not pass', async () => {
    server.fail('GET', { status: 403, reason: 'Forbidden' });
    await expect(getPod(server.client(), place('a'))).rejects.toMatchObject({
      status: 403,
      reason: 'Forbidden',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('is given up after its patience', async () => {
    const api = server.client({ patienceMs: 200 });
    await server.stop();
    await expect(getPod(api, place('a'))).rejects.toMatchObject({ status: 0 });
  });

  it('is answered by a server that comes back', async () => {
    const api = server.client({ patienceMs: 10_000 });
    await server.stop();
    const asked = getPod(api, place('a'));
    await server.start();
    expect(await asked).toBeUndefined();
  });

  it('counts every try', async () => {
    const api = server.client();
    server.fail('GET', { status: 500 });
    await getPod(api, place('a'));
    expect(api.sent()).toBe(2);
  });
});

describe('a deletion', () => {
  it('names the uid: another pod of the same name stays', async () => {
    const api = server.client();
    await createPod(api, namespace, plan('a'));
    await deletePod(api, place('a'), 'another-uid');
    expect(server.pods()).toHaveLength(1);
  });

  it('of what is gone is done', async () => {
    await expect(deletePod(server.client(), place('a'), 'x')).resolves.toBeUndefined();
  });
});
