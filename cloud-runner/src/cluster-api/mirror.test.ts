import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mirrorPods } from './mirror.ts';
import { createPod } from './pods.ts';
import { startFakeApiServer } from './testing/fake-api-server.ts';
import type { ClusterApi } from './client.ts';
import type { Mirror } from './mirror.ts';
import type { FakeApiServer } from './testing/fake-api-server.ts';

let server: FakeApiServer;
let api: ClusterApi;
let mirror: Mirror | undefined;
beforeEach(async () => {
  server = await startFakeApiServer();
  api = server.client();
});
afterEach(async () => {
  await mirror?.close();
  api.close();
  await server.close();
});

const namespace = 'runs-0';
const make = (name: string) => createPod(api, namespace, { metadata: { name }, spec: {} });
const names = () =>
  [...(mirror?.pods()?.values() ?? [])].map((pod) => pod.metadata.name).toSorted();
const shows = (...wanted: string[]) => vi.waitFor(() => expect(names()).toEqual(wanted), 10_000);
const lists = () => server.requests.filter(({ path }) => path.includes('limit=')).length;
const open = (relistMs = 60_000) => {
  mirror = mirrorPods(api, namespace, { relistMs, firstWaitMs: 5, onChange: () => undefined });
};

describe('a mirror of pods', () => {
  it('shows what is there, what comes and what goes, and lists once', async () => {
    await make('a');
    open();
    await shows('a');
    await make('b');
    await shows('a', 'b');
    server.vanish('a');
    await shows('b');
    expect(lists()).toBe(1);
  });

  it('of another namespace shows nothing', async () => {
    open();
    await shows();
    await createPod(api, 'runs-1', { metadata: { name: 'a' }, spec: {} });
    await make('b');
    await shows('b');
  });

  it('resumes where a watch ended, without a list', async () => {
    open();
    await make('a');
    await shows('a');
    for (const name of ['b', 'c', 'd']) {
      server.endWatches();
      await make(name);
    }
    await shows('a', 'b', 'c', 'd');
    expect(lists()).toBe(1);
  });

  it('lists again when the version is too old to resume from', async () => {
    open();
    await make('a');
    await shows('a');
    server.endWatches({ tooOld: true });
    await make('b');
    await shows('a', 'b');
    expect(lists()).toBe(2);
  });

  it('lists again on a timer: a watch that misses events silently is believed for so long at most', async () => {
    open(300);
    await make('a');
    await shows('a');
    server.silence();
    await make('b');
    server.vanish('a');
    await shows('b');
  });

  it('outlives a server that is away, throttles, and fails', async () => {
    open();
    await make('a');
    await shows('a');
    await server.stop();
    await server.start();
    server.fail('WATCH', { status: 429 }, { status: 500 }, 'cut');
    await make('b');
    await shows('a', 'b');
  });

  it('shows nothing before its first list, rather than that there is nothing', async () => {
    await server.stop();
    open();
    expect(mirror?.pods()).toBeUndefined();
    await server.start();
    await shows();
  });
});
