import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startFence } from '../fence.ts';
import { ellipticIdentity, startServer } from './test-servers.ts';

/** openssl as the browser: it writes its keys into the same pipe, and changes them when it is told `K`. */
function client(proxyPort: number, origin: string, keys: string): ChildProcessWithoutNullStreams {
  const { host, hostname } = new URL(origin);
  const where = ['-proxy', `127.0.0.1:${proxyPort}`, '-connect', host, '-servername', hostname];
  const how = ['-tls1_3', '-alpn', 'http/1.1', '-crlf', '-keylogfile', keys];
  return spawn('openssl', ['s_client', ...where, ...how]);
}

async function fenced(origin: string) {
  const folder = await mkdtemp(join(tmpdir(), 'mayfly-keys-'));
  const fence = startFence({ eye: 'tap', privateOrigins: [origin] });
  fence.grant({ origins: [origin], writes: [], passive: false }, async () => {});
  await fence.equip(folder, undefined);
  const door = createServer(fence.accept);
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const close = async () => {
    fence.close();
    door.close();
    await rm(folder, { recursive: true });
  };
  return { fence, port: (door.address() as AddressInfo).port, keys: join(folder, 'keys'), close };
}

test('after new keys, asked for and given, requests are read as before', async () => {
  const server = await startServer(ellipticIdentity(), { isOld: true, version: 'TLSv1.3' });
  const { fence, port, keys, close } = await fenced(server.origin);
  const openssl = client(port, server.origin, keys);
  const ended = once(openssl, 'close');
  openssl.stdin.on('error', () => undefined);
  const ask = async (method: string, path: string) => {
    openssl.stdin.write(`${method} ${path} HTTP/1.1\nhost: ${new URL(server.origin).host}\n\n`);
    await vi.waitUntil(() => server.seen.some((line) => line.includes(path)), { timeout: 10_000 });
  };
  const printed = { text: '' };
  openssl.stdout.on('data', (chunk) => (printed.text += String(chunk)));
  openssl.stderr.on('data', (chunk) => (printed.text += String(chunk)));
  await ask('GET', '/first');
  for (const path of ['/second', '/third']) {
    const before = printed.text.split('KEYUPDATE').length;
    openssl.stdin.write('K\n');
    await vi.waitUntil(() => printed.text.split('KEYUPDATE').length > before, { timeout: 10_000 });
    await ask('GET', path);
  }
  openssl.stdin.write(`POST /x HTTP/1.1\nhost: ${new URL(server.origin).host}\n\n`);
  await vi.waitUntil(() => fence.log.refused.length > 0, { timeout: 10_000 });
  openssl.stdin.end();
  await ended;
  await close();
  server.close();
  expect(server.seen).toEqual(['GET /first 1.1', 'GET /second 1.1', 'GET /third 1.1']);
  expect(fence.log.refused.map(({ reason, path }) => `${reason} ${path}`)).toEqual([
    'write-not-granted /x',
  ]);
});

test('without keys nothing is sent, and the connection is closed within seconds', async () => {
  const server = await startServer(ellipticIdentity(), { isOld: true, version: 'TLSv1.3' });
  const { fence, port, close } = await fenced(server.origin);
  const openssl = client(port, server.origin, '/dev/null');
  openssl.stdin.on('error', () => undefined);
  openssl.stdin.write(`GET / HTTP/1.1\nhost: ${new URL(server.origin).host}\n\n`);
  await once(openssl, 'close');
  await close();
  server.close();
  expect(server.seen).toEqual([]);
  expect(fence.log.refused.map(({ reason }) => reason)).toEqual(['connection-unreadable']);
});
