import { afterEach, beforeAll, expect, test } from 'vitest';
import { type FencedBrowser, openFenced } from '../test-fenced-browser.ts';
import {
  ellipticIdentity,
  type Identity,
  type Make,
  rsaIdentity,
  type TestServer,
  startServer,
} from './test-servers.ts';

const identities: Record<'elliptic' | 'rsa', Identity> = {
  elliptic: ellipticIdentity(),
  rsa: { key: '', cert: '' },
};
let server: TestServer;
let fenced: FencedBrowser;

beforeAll(() => {
  identities.rsa = rsaIdentity();
});

afterEach(async () => {
  await fenced.close();
  server.close();
});

async function open(by: keyof typeof identities, make: Make, writes: string[] = []) {
  server = await startServer(identities[by], make);
  const { origin } = server;
  const options = { eye: 'tap', privateOrigins: [origin], caBundle: identities[by].cert } as const;
  const write = { origin, methods: ['POST'], path: '/', max: 9, reading: false };
  fenced = await openFenced(options, { origins: [origin], writes: writes.map(() => write) });
}

const tls12 = 'TLSv1.2';
const tls13 = 'TLSv1.3';

test.each<[string, keyof typeof identities, Make]>([
  ['TLS 1.3, AES 128', 'elliptic', { ciphers: 'TLS_AES_128_GCM_SHA256', version: tls13 }],
  ['TLS 1.3, AES 256', 'elliptic', { ciphers: 'TLS_AES_256_GCM_SHA384', version: tls13 }],
  ['TLS 1.3, ChaCha20', 'elliptic', { ciphers: 'TLS_CHACHA20_POLY1305_SHA256', version: tls13 }],
  ['a site that asks for a second hello', 'elliptic', { ecdhCurve: 'P-384', version: tls13 }],
  ['HTTP/1.1 alone', 'elliptic', { isOld: true, ALPNProtocols: ['http/1.1'] }],
  ['no protocol chosen', 'elliptic', { isOld: true, ALPNProtocols: [] }],
  ...[
    ['elliptic', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
    ['elliptic', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
    ['elliptic', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
    ['rsa', 'ECDHE-RSA-AES128-GCM-SHA256'],
    ['rsa', 'ECDHE-RSA-AES128-SHA'],
    ['rsa', 'ECDHE-RSA-AES256-SHA'],
    ['rsa', 'AES128-GCM-SHA256'],
    ['rsa', 'AES256-SHA'],
  ].map(([by, suite]): [string, keyof typeof identities, Make] => [
    `TLS 1.2, ${suite}`,
    by as keyof typeof identities,
    { ciphers: `${suite}:@SECLEVEL=0`, version: tls12, isOld: true },
  ]),
  ['TLS 1.2 with HTTP/2', 'elliptic', { version: tls12 }],
])('%s is read: pages come, a change does not go', async (_, by, make) => {
  await open(by, make);
  const { page, fence, cookies } = fenced;
  for (const path of ['/', '/close', '/again']) {
    await page.goto(server.origin + path);
    expect(await page.title()).toBe('there');
  }
  const posted = await page.evaluate(() => fetch('/x', { method: 'POST' }).then((r) => r.status));
  expect(posted).toBe(403);
  expect(server.seen.map((line) => line.replace(/ [\d.]+$/, ''))).toEqual([
    'GET /',
    'GET /close',
    'GET /again',
  ]);
  expect(cookies).toEqual(['fresh-1', 'fresh-2', 'fresh-3']);
  expect(fence.log.refused.map(({ reason }) => reason)).toEqual(['write-not-granted']);
});

test.each([tls12, tls13] as const)(
  'a session of %s that is taken up again is read',
  async (version) => {
    await open('elliptic', { version, isOld: true });
    const { page } = fenced;
    for (let visit = 0; visit < 3; visit += 1) await page.goto(`${server.origin}/close`);
    expect(await page.title()).toBe('there');
    expect(server.resumed()).toBeGreaterThan(0);
  },
);

test('a suite that is not known is not read, and nothing is sent', async () => {
  await open('rsa', { ciphers: 'AES128-SHA256:@SECLEVEL=0', version: tls12, isOld: true });
  await expect(fenced.page.goto(server.origin)).rejects.toThrow('ERR_');
  expect(server.seen).toEqual([]);
});

test('a change with a body is marked and sent, whole', async () => {
  await open('elliptic', {}, ['POST']);
  const { page, marks } = fenced;
  await page.goto(server.origin);
  const status = await page.evaluate(() =>
    fetch('/big', { method: 'POST', body: 'x'.repeat(3_000_000) }).then((r) => r.status),
  );
  expect(status).toBe(200);
  expect(marks()).toBe(1);
  expect(server.seen).toContain('POST /big 2.0');
});
