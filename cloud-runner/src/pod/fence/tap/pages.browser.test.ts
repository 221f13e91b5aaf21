import { once } from 'node:events';
import { createServer as createProxy } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FenceOptions } from '../fence.ts';
import type { FenceRules } from '../rules.ts';
import { type FencedBrowser, openFenced } from '../test-fenced-browser.ts';
import { ellipticIdentity } from './test-servers.ts';

const identity = ellipticIdentity();
const seen: string[] = [];
const held: Http2ServerResponse[] = [];
let server: ReturnType<typeof createSecureServer>;
let origin: string;
let fenced: FencedBrowser;

const scripts =
  'self.addEventListener("fetch", (event) => event.respondWith(new Response("by the worker")))';

/** `/held` answers when it is let go, `/worker.js` is a service worker, `/file` a download. */
function answer(request: Http2ServerRequest, response: Http2ServerResponse): void {
  seen.push(`${request.method} ${request.url}`);
  if (request.url === '/worker.js') {
    response.setHeader('content-type', 'text/javascript');
    response.end(scripts);
    return;
  }
  response.setHeader('content-type', 'text/html');
  if (request.url === '/file') response.setHeader('content-disposition', 'attachment; filename=a');
  if (request.url.startsWith('/held')) held.push(response);
  else response.end('<title>there</title><link rel=icon href=data:,>');
}

beforeEach(async () => {
  seen.length = 0;
  held.length = 0;
  server = createSecureServer({ ...identity, settings: { enableConnectProtocol: true } }, answer);
  server.on('connect', () => undefined);
  server.on('stream', (stream, headers) => {
    if (headers[':method'] !== 'CONNECT') return;
    seen.push(`WEBSOCKET ${headers[':path']}`);
    stream.respond({ ':status': 200 });
    stream.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `https://app.localhost:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await fenced.close();
  server.close();
});

async function open(rules: Partial<FenceRules> = {}, options: FenceOptions = {}) {
  const trusted = { eye: 'tap', privateOrigins: [origin], caBundle: identity.cert } as const;
  fenced = await openFenced({ ...trusted, ...options }, { origins: [origin], ...rules });
  await fenced.page.goto(origin);
  return fenced.page;
}

test('a change that is refused does no harm to what is on the same connection', async () => {
  const page = await open();
  const answers = page.evaluate(() =>
    Promise.all(Array.from({ length: 10 }, (_, n) => fetch(`/held?${n}`).then((r) => r.text()))),
  );
  await vi.waitUntil(() => held.length === 10, { timeout: 20_000 });
  const status = await page.evaluate(() => fetch('/x', { method: 'POST' }).then((r) => r.status));
  expect(status).toBe(403);
  for (const response of held) response.end('whole');
  expect(await answers).toEqual(Array.from({ length: 10 }, () => 'whole'));
});

const socketOpens = (path: string) =>
  new Promise<boolean>((resolve) => {
    const socket = new WebSocket(location.origin.replace('http', 'ws') + path);
    socket.addEventListener('open', () => resolve(true));
    socket.addEventListener('error', () => resolve(false));
  });

test('a WebSocket over HTTP/2 opens where it is granted, and else does not leave', async () => {
  const rule = { methods: ['WEBSOCKET'], path: '/live', max: 1, reading: false };
  const page = await open({ writes: [{ ...rule, origin }] });
  expect(await page.evaluate(socketOpens, '/live')).toBe(true);
  expect(await page.evaluate(socketOpens, '/other')).toBe(false);
  expect(seen.filter((line) => line.startsWith('WEBSOCKET'))).toEqual(['WEBSOCKET /live']);
  expect(fenced.marks()).toBe(1);
  await page.goto(`${origin}/after`);
  expect(await page.title()).toBe('there');
});

test('a service worker answers', async () => {
  const page = await open();
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/worker.js');
    await navigator.serviceWorker.ready;
  });
  await page.goto(`${origin}/by-worker`);
  expect(await page.evaluate(() => document.body.innerText)).toBe('by the worker');
});

test('a download comes whole', async () => {
  const page = await open();
  const session = await fenced.started.browser.target().createCDPSession();
  const progress = Promise.withResolvers<number>();
  session.on('Browser.downloadProgress', ({ state, receivedBytes }) => {
    if (state === 'completed') progress.resolve(receivedBytes);
  });
  const behavior = { behavior: 'allow', downloadPath: fenced.dir, eventsEnabled: true } as const;
  await session.send('Browser.setDownloadBehavior', behavior);
  await expect(page.goto(`${origin}/file`)).rejects.toThrow('ERR_ABORTED');
  expect(await progress.promise).toBe('<title>there</title><link rel=icon href=data:,>'.length);
});

test('a site behind the company’s proxy is reached through it', async () => {
  const asked: string[] = [];
  const proxy = createProxy();
  proxy.on('connect', (request, socket) => {
    asked.push(String(request.url));
    const there = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(there).pipe(socket);
    });
    for (const end of [socket, there]) end.on('error', () => end.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const hosts = { 'app.localhost': '11.0.0.1' };
  const upstreamProxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const page = await open({}, { privateOrigins: [], upstreamProxy, hosts });
  expect(await page.title()).toBe('there');
  expect(asked).toContain(new URL(origin).host);
  proxy.close();
});
