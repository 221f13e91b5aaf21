import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fromUtf8 } from '@mayfly/shared/base/bytes.ts';
import { bornOnCluster } from './birth-on-cluster.ts';
import { watchReach } from './out-of-reach.ts';
import type { AddressInfo, Server } from 'node:net';
import type { Watch } from './out-of-reach.ts';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

const listening = async (port = 0): Promise<{ server: Server; target: string; port: number }> => {
  const server = createServer((socket) => socket.destroy());
  await once(server.listen(port, '127.0.0.1'), 'listening');
  endings.push(() => server.close());
  const { port: at } = server.address() as AddressInfo;
  return { server, target: `127.0.0.1:${at}`, port: at };
};
const closed = async () => {
  const { server, target, port } = await listening();
  await once(server.close(), 'close');
  return { target, port };
};
const rhythm = { everyMs: 10, contactMs: 100, spanMs: 200 };
const watching = (answering: string, forbidden: readonly string[]): Watch => {
  const watch = watchReach(answering, forbidden, rhythm);
  endings.push(watch.stop);
  return watch;
};
const notProved = { code: 'fence-not-proved' };

describe('what a pod must not reach', () => {
  it('is tried over and over, for the whole span, before it counts as out of reach', async () => {
    const from = performance.now();
    const { rounds } = await watching((await listening()).target, [
      (await closed()).target,
    ]).proved();
    expect(performance.now() - from).toBeGreaterThanOrEqual(200);
    expect(rounds).toBeGreaterThan(2);
  });

  it('is not out of reach when one of it answers', async () => {
    const forbidden = [(await closed()).target, (await listening()).target];
    const watch = watching((await listening()).target, forbidden);
    await expect(watch.proved()).rejects.toMatchObject(notProved);
  });

  it('is not proved by a pod that reaches nobody at all', async () => {
    const watch = watching((await closed()).target, [(await closed()).target]);
    await expect(watch.proved()).rejects.toMatchObject(notProved);
  });

  it('may answer at first, as before a rule is in force: the span begins anew', async () => {
    const early = await listening();
    const watch = watching((await listening()).target, [early.target]);
    await expect(watch.checkLately()).rejects.toMatchObject(notProved);
    early.server.close();
    await watch.proved();
  });

  it('is watched to the mark: one that answers later is found before a write', async () => {
    const late = await closed();
    const watch = watching((await listening()).target, [late.target]);
    await watch.proved();
    await watch.checkLately();
    await listening(late.port);
    await watch.checkLately().catch(() => undefined);
    await expect(watch.checkLately()).rejects.toMatchObject(notProved);
  });

  it('waits for a clean second while the one that must answer is late, and not for ever', async () => {
    const control = await listening();
    const watch = watching(control.target, [(await closed()).target]);
    await watch.proved();
    await once(control.server.close(), 'close');
    await expect(watch.checkLately()).rejects.toMatchObject(notProved);
    const checked = watch.checkLately();
    await listening(control.port);
    await checked;
  });
});

describe('a pod of a cluster', () => {
  it('is called as its host, and shows the token that is there when it shows it', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'mayfly-born-'));
    const tokenFile = join(dir, 'token');
    await writeFile(tokenFile, 'first\n');
    const born = await bornOnCluster({ tokenFile, anchorFile: 'anchor', dir });
    expect(born).toMatchObject({ name: hostname(), anchorFile: 'anchor', dir });
    await writeFile(tokenFile, 'renewed\n');
    expect(fromUtf8((await born?.token()) ?? new Uint8Array())).toBe('renewed');
    await rm(dir, { recursive: true });
  });

  it('is none where no token is mounted', async () => {
    expect(await bornOnCluster({ tokenFile: '/nowhere', anchorFile: '', dir: '' })).toBeUndefined();
  });
});
