import { readdirSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../../../test/harness/until.ts';
import { type StartedBrowser, startBrowser } from '../browser.ts';
import { prove } from '../proof.ts';
import type { EyeName } from './eye.ts';
import { type Fence, startFence } from './fence.ts';
import type { FenceRules, WriteRule } from './rules.ts';
import { startTestSite, type TestSite } from './test-site.ts';

const uid = process.getuid?.() === 0 ? 21_000 : undefined;

let dir: string;
let sites: TestSite[];
let fence: Fence;
let started: StartedBrowser;
let marks: number;
let markFails: boolean;
let eye: EyeName = 'inspect';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mayfly-fence-'));
  if (uid) await chown(dir, uid, uid);
  marks = 0;
  markFails = false;
});

afterEach(async () => {
  await started.close();
  fence.close();
  await Promise.all(sites.map((site) => site.close()));
  await rm(dir, { recursive: true });
});

async function open(own: TestSite[], rules: Partial<FenceRules>, privately = own): Promise<Page> {
  sites = own;
  fence = startFence({
    eye,
    privateOrigins: privately.map(({ origin }) => origin),
    caBundle: own.map(({ authority }) => authority).join('\n'),
  });
  fence.grant({ origins: [], writes: [], passive: false, ...rules }, async () => {
    marks += 1;
    if (markFails) throw new Error('no mark');
  });
  started = await startBrowser({
    dir,
    uid,
    fence,
    forbidden: own.map(({ origin }) => new URL(origin).host),
  });
  const [page] = await started.browser.pages();
  if (!page) throw new Error('the browser has no page');
  return page;
}

function writeTo(origin: string, rule: Partial<WriteRule> = {}): WriteRule {
  return { origin, methods: ['POST'], path: '/', max: 1, reading: false, ...rule };
}

const post = (page: Page, path: string) =>
  page.evaluate(
    (address) => fetch(address, { method: 'POST', body: 'x' }).then(({ status }) => status),
    path,
  );

const openSocket = (page: Page, address: string) =>
  page.evaluate(
    (at) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(at);
        socket.addEventListener('open', () => resolve('open'));
        socket.addEventListener('error', () => resolve('refused'));
      }),
    address.replace(/^http/, 'ws'),
  );

describe.each(['inspect', 'tap'] as const)('by %s', (name) => {
  beforeEach(() => {
    eye = name;
  });

  describe.each(['http', 'https', 'h2'] as const)('over %s', (kind) => {
    test('a granted site is reached, and another is not', async () => {
      const granted = await startTestSite(kind, 'app.localhost');
      const other = await startTestSite(kind, 'other.localhost');
      const page = await open([granted, other], { origins: [granted.origin] });
      await page.goto(`${granted.origin}/a?b=c`);
      expect(await page.title()).toBe('app.localhost');
      await page.goto(`${other.origin}/d?e=f`);
      expect(await page.evaluate(() => document.body.innerText)).toContain('origin-not-granted');
      expect(granted.seen).toEqual(['GET /a?b=c']);
      expect(other.seen).toEqual([]);
      expect(fence.log.refused).toMatchObject([
        { reason: 'origin-not-granted', origin: other.origin, method: 'GET', path: '/d' },
      ]);
    });

    test('a change is refused where the grant names none', async () => {
      const site = await startTestSite(kind, 'app.localhost');
      const page = await open([site], { origins: [site.origin] });
      await page.goto(site.origin);
      expect(await post(page, '/change')).toBe(403);
      expect(site.seen).toEqual(['GET /']);
      expect(marks).toBe(0);
      expect(fence.log.refused).toMatchObject([{ reason: 'write-not-granted', path: '/change' }]);
    });

    test('a granted change is marked, sent and counted', async () => {
      const site = await startTestSite(kind, 'app.localhost');
      const page = await open([site], {
        origins: [site.origin],
        writes: [writeTo(site.origin, { path: '/orders', max: 2 })],
      });
      await page.goto(site.origin);
      expect(await post(page, '/orders')).toBe(200);
      expect(await post(page, '/orders/7')).toBe(200);
      expect(await post(page, '/orders')).toBe(403);
      expect(site.seen).toEqual(['GET /', 'POST /orders', 'POST /orders/7']);
      expect([marks, fence.log.unanswered]).toEqual([2, 0]);
      expect(fence.log.refused.map(({ reason }) => reason)).toEqual(['writes-spent']);
    });

    test('a change without an answer stays one of which nobody knows', async () => {
      const site = await startTestSite(kind, 'app.localhost');
      const page = await open([site], { origins: [site.origin], writes: [writeTo(site.origin)] });
      await page.goto(site.origin);
      void post(page, '/silent').catch(() => undefined);
      await until(() => (site.seen.includes('POST /silent') ? true : undefined));
      expect(fence.log.unanswered).toBe(1);
    });

    test('without a mark nothing is sent', async () => {
      const site = await startTestSite(kind, 'app.localhost');
      const page = await open([site], { origins: [site.origin], writes: [writeTo(site.origin)] });
      await page.goto(site.origin);
      markFails = true;
      expect(await post(page, '/orders')).toBe(403);
      expect(site.seen).toEqual(['GET /']);
      expect(fence.log.refused.map(({ reason }) => reason)).toEqual(['mark-refused']);
    });

    test('a reading POST is sent without a mark', async () => {
      const site = await startTestSite(kind, 'app.localhost');
      const page = await open([site], {
        origins: [site.origin],
        writes: [writeTo(site.origin, { path: '/search', max: 0, reading: true })],
      });
      await page.goto(site.origin);
      expect(await post(page, '/search')).toBe(200);
      expect(marks).toBe(0);
    });

    test('a WebSocket opens only where the grant names it', async () => {
      const site = await startTestSite(kind, 'app.localhost');
      const page = await open([site], {
        origins: [site.origin],
        writes: [writeTo(site.origin, { methods: ['WEBSOCKET'], path: '/live' })],
      });
      await page.goto(site.origin);
      expect(await openSocket(page, `${site.origin}/other`)).toBe('refused');
      expect(await openSocket(page, `${site.origin}/live`)).toBe('open');
      expect(site.seen).toEqual(['GET /', 'WEBSOCKET /live']);
      expect(marks).toBe(1);
    });

    test('a private address is refused unless the installation allows it', async () => {
      const site = await startTestSite(kind, 'app.localhost');
      const page = await open([site], { origins: [site.origin] }, []);
      await page.goto(site.origin);
      expect(await page.evaluate(() => document.body.innerText)).toContain('address-not-public');
      expect(site.seen).toEqual([]);
    });
  });

  test('a site whose certificate is for another name is not visited, and no mark is asked', async () => {
    const named = await startTestSite('https', 'app.localhost');
    const origin = named.origin.replace('app.', 'impostor.');
    const site = { ...named, origin };
    const page = await open([site], { origins: [origin], writes: [writeTo(origin)] });
    await page.goto(origin);
    expect(await page.evaluate(() => document.body.innerText)).toContain('certificate-invalid');
    expect(await post(page, `${origin}/change`)).toBe(502);
    expect(named.seen).toEqual([]);
    expect(marks).toBe(0);
  });

  test('a site whose certificate nobody vouches for is not visited', async () => {
    const site = await startTestSite('h2', 'app.localhost');
    const page = await open([{ ...site, authority: '' }], { origins: [site.origin] });
    await page.goto(site.origin);
    expect(await page.evaluate(() => document.body.innerText)).toContain('certificate-invalid');
    expect(site.seen).toEqual([]);
  });
});

test('the browser has its own sandbox, no debugging port, and a network in which only the fence is', async () => {
  const site = await startTestSite('http', 'app.localhost');
  const page = await open([{ ...site, origin: site.address }], { origins: [site.address] });
  await page.goto(site.address);
  expect(started.isolation).toMatchObject({ fence: 'namespace', sandbox: true });
  const facts = await prove(started, {
    answering: site.address,
    forbidden: [new URL(site.address).host],
  });
  expect(facts).toMatchObject({
    fence: 'namespace',
    refused: [new URL(site.address).host],
  });
  const [main, ...others] = processes().filter(({ command }) => command.includes(dir));
  expect(others).toEqual([]);
  expect(main?.command).toContain('--remote-debugging-pipe');
  expect(main?.command).not.toMatch(/--no-sandbox|--remote-debugging-port/);
  const renderers = processes().filter(({ command, status }) => {
    return command.includes('--type=renderer') && status.includes(`\nUid:\t${uid ?? ''}`);
  });
  expect(renderers.length).toBeGreaterThan(0);
  // 2: a filter of system calls is on, which is Chromium's own. proc_pid_status(5)
  for (const { status } of renderers) expect(status).toMatch(/\nSeccomp:\t2\n/);
});

test('a live target that the browser was never kept from is no proof', async () => {
  const site = await startTestSite('http', 'app.localhost');
  await open([site], {});
  const unproved = prove(started, {
    answering: site.address,
    forbidden: [new URL(site.address).host],
  });
  await expect(unproved).rejects.toMatchObject({ code: 'fence-not-proved' });
});

type Process = { command: string; status: string };

function processes(): Process[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.map((id) => ({ command: told(id, 'cmdline'), status: told(id, 'status') }));
}

/** Empty for a process that ended while it was looked at. */
function told(id: string, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
