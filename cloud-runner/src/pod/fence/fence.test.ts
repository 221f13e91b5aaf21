import { once } from 'node:events';
import { createServer as createHttp, request, type Server as HttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { type Fence, type FenceOptions, startFence } from './fence.ts';
import type { FenceRules } from './rules.ts';
import { startTestSite } from './test-site.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function serve(options: FenceOptions, rules: Partial<FenceRules>) {
  const fence = startFence(options);
  fence.grant({ origins: [], writes: [], passive: false, ...rules }, async () => {});
  const door = createServer(fence.accept);
  const port = await listen(door);
  closers.push(
    () => door.close(),
    () => fence.close(),
  );
  return { fence, port };
}

async function listen(server: Server | HttpServer): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function site(kind: 'http' | 'https') {
  const started = await startTestSite(kind, 'app.localhost');
  closers.push(started.close);
  return started;
}

/** Asks as a browser asks its proxy. */
async function ask(port: number, address: string, headers: Record<string, string> = {}) {
  const { host } = new URL(address);
  const sent = request({ host: '127.0.0.1', port, path: address, headers: { host, ...headers } });
  sent.end();
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** A company's proxy, which knows names that nobody else does. */
async function companyProxy(target: number) {
  const asked: string[] = [];
  const proxy = createHttp();
  proxy.on('connect', (open, socket) => {
    asked.push(`${open.url} ${open.headers['proxy-authorization']}`);
    const there = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(there).pipe(socket);
    });
    for (const end of [socket, there]) end.on('error', () => end.destroy());
  });
  const port = await listen(proxy);
  closers.push(() => proxy.close());
  return { port, asked };
}

test('until something is granted, nothing passes', async () => {
  const { origin, seen } = await site('http');
  const fence: Fence = startFence({ privateOrigins: [origin] });
  const door = createServer(fence.accept);
  closers.push(() => door.close(), fence.close);
  expect(await ask(await listen(door), `${origin}/`)).toMatchObject({ status: 403 });
  expect(seen).toEqual([]);
});

test('a fence serves one run', () => {
  const fence = startFence();
  const rules = { origins: [], writes: [], passive: false };
  fence.grant(rules, async () => {});
  expect(() => fence.grant(rules, async () => {})).toThrow('one run');
  fence.close();
});

test('an answer comes back without the site’s other ways', async () => {
  const { origin } = await site('http');
  const { port } = await serve({ privateOrigins: [origin] }, { origins: [origin] });
  const { status, headers, body } = await ask(port, `${origin}/a`);
  expect(status).toBe(200);
  expect(body).toContain('app.localhost');
  expect(headers).not.toHaveProperty('alt-svc');
});

test('a fixed name is resolved as the installation says', async () => {
  const { origin, seen } = await site('http');
  const named = origin.replace('app.localhost', 'intranet.example');
  const { port } = await serve(
    { privateOrigins: [named], hosts: { 'intranet.example': '127.0.0.1' } },
    { origins: [named] },
  );
  expect((await ask(port, `${named}/x`)).status).toBe(200);
  expect(seen).toEqual(['GET /x']);
});

test('the company’s proxy is asked for a name that it alone knows', async () => {
  const { origin, seen } = await site('http');
  const proxy = await companyProxy(Number(new URL(origin).port));
  const upstreamProxy = `http://me:secret@127.0.0.1:${proxy.port}`;
  const { port } = await serve({ upstreamProxy }, { origins: ['http://shop.invalid'] });
  expect((await ask(port, 'http://shop.invalid/y')).status).toBe(200);
  expect(seen).toEqual(['GET /y']);
  const credentials = Buffer.from('me:secret').toString('base64');
  expect(proxy.asked).toEqual([`shop.invalid:80 Basic ${credentials}`]);
});

test('the company’s proxy is not asked for a private address', async () => {
  const { origin } = await site('http');
  const proxy = await companyProxy(Number(new URL(origin).port));
  const upstreamProxy = `http://127.0.0.1:${proxy.port}`;
  const { port, fence } = await serve({ upstreamProxy }, { origins: ['http://169.254.169.254'] });
  expect((await ask(port, 'http://169.254.169.254/latest')).status).toBe(403);
  expect(proxy.asked).toEqual([]);
  expect(fence.log.refused.map(({ reason }) => reason)).toEqual(['address-not-public']);
});

test('a site that is down is told apart from one that is refused', async () => {
  const { origin, close } = await startTestSite('http', 'app.localhost');
  await close();
  const { port, fence } = await serve({ privateOrigins: [origin] }, { origins: [origin] });
  expect((await ask(port, `${origin}/`)).status).toBe(502);
  expect(fence.log.refused.map(({ reason }) => reason)).toEqual(['site-unreachable']);
});

test('the log tells what a trial run needs to be granted, without queries', async () => {
  const { origin } = await site('http');
  const { port, fence } = await serve({ privateOrigins: [origin] }, { origins: [origin] });
  await ask(port, `${origin}/a?token=x`);
  await ask(port, `${origin}/a?token=y`);
  await ask(port, 'http://cdn.test/pixel?z', { 'sec-fetch-dest': 'image' });
  expect(fence.log.seen).toEqual([
    { origin, method: 'GET', path: '/a', sent: true, times: 2 },
    {
      origin: 'http://cdn.test',
      method: 'GET',
      path: '/pixel',
      destination: 'image',
      sent: false,
      times: 1,
    },
  ]);
});

test('an address that is none is refused and noted', async () => {
  const { port, fence } = await serve({}, {});
  expect((await ask(port, 'https://app.localhost/')).status).toBe(403);
  expect(fence.log.refused.map(({ reason }) => reason)).toEqual(['request-malformed']);
});
