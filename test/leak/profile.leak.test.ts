import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { usualSettings } from '@mayfly/shared/automation/automation.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { connect } from '../harness/person/connect.ts';
import { importAutomation } from '../harness/person/import.ts';
import { openApp, openPopup, sitDown } from '../harness/person/person.ts';
import { confirm, enterSecret } from '../harness/person/review.ts';
import { press, says } from '../harness/person/screen.ts';
import { servePages } from '../harness/pages.ts';
import { startStack } from '../harness/stack.ts';
import { htmlPage } from '../sites/site.ts';
import { canary, makeCanaries } from './canaries.ts';
import { filesBelow, search, sinkOf } from './sinks.ts';
import type { Pages } from '../harness/pages.ts';
import type { Person } from '../harness/person/person.ts';
import type { Stack } from '../harness/stack.ts';
import type { Sink } from './sinks.ts';

const canaries = makeCanaries();
const typed = canary('Ty');
/** What Chrome itself keeps of a site that was visited: its cookies, its storage, its pages. */
const ofTheSite =
  /\/(Cookies|Local Storage|Session Storage|Sessions|Cache|Code Cache|GPUCache|DawnWebGPUCache|History|Safe Browsing[^/]*|Network)[/-]?/;

let stack: Stack;
let site: Pages;
let person: Person;
let app: Page;
let profile: string;
let copy: string;
let seeds: Readonly<Record<string, string>>;
let publicKey: string;

beforeAll(async () => {
  site = await servePages({ '/': signedIn });
  stack = await startStack({ settings: { privateOrigins: [site.origin] } });
  person = await sitDown({ origins: ['*://127.0.0.1/*'], cookies: true });
  profile = profileOf(person);
  const page = await person.browser.newPage();
  await page.goto(site.origin);
  await (await connect(person, page, stack.invitation, canaries.passphrase)).close();
  const popup = await openPopup(person, page);
  await press(popup, 'Store cookies');
  await press(popup, 'Lock and store');
  await says(popup, 'Works in the cloud', 60_000);
  await popup.close();
  app = await openApp(person, '#/automations');
  await importAutomation(app, withSecret());
  await enterSecret(app, typed);
  await confirm(app);
  seeds = await app.evaluate(async () => {
    const { unlocked } = await chrome.storage.session.get('unlocked');
    return unlocked as Record<string, string>;
  });
  publicKey = await app.evaluate(async () => {
    const { device } = await chrome.storage.local.get('device');
    return (device as { sign: string }).sign;
  });
  copy = mkdtempSync(join(tmpdir(), 'mayfly-copied-'));
  cpSync(profile, copy, { recursive: true, filter: (path) => !/Singleton/.test(path) });
});

afterAll(async () => {
  await person.leave();
  await stack.remove();
  await site[Symbol.asyncDispose]();
  rmSync(copy, { recursive: true, force: true });
});

describe('a browser’s profile, with the extension in use and unlocked', () => {
  it('holds no secret that was typed, no passphrase and no key, in any file', () => {
    expect(Object.keys(seeds).toSorted()).toEqual(['reading', 'seal', 'sign']);
    const files = filesBelow(copy);
    expect(files.length).toBeGreaterThan(20);
    const words = [typed, canaries.passphrase, ...Object.values(seeds)];
    expect(search(files, words).leaks).toEqual([]);
    const raw = Object.values(seeds).map((seed) => Buffer.from(seed, 'base64url'));
    const found = files.filter(({ read }) => raw.some((seed) => read().includes(seed)));
    expect(found.map(({ name }) => name)).toEqual([]);
    // The control: the public half of a key lies there, and is found.
    expect(search(files, [publicKey]).leaks.length).toBeGreaterThan(0);
  });

  it('holds no value of the stored sign-in, but where Chrome keeps the site’s own', () => {
    const values = [...Object.values(canaries.cookies), ...Object.values(canaries.storage)];
    const [ofSite, ours] = split(filesBelow(copy));
    expect(search(ours, values).leaks).toEqual([]);
    // The control: in its own places it lies open, as in every browser.
    expect(search(ofSite, values).leaks.length).toBeGreaterThan(0);
    const planted = search([...ours, sinkOf('planted', Buffer.from(values[0]!))], values);
    expect(new Set(planted.leaks.map(({ sink }) => sink))).toEqual(new Set(['planted']));
  });

  it('copied to another browser is locked', async () => {
    const other = await sitDown({ origins: ['*://127.0.0.1/*'], cookies: true }, { profile: copy });
    const page = await openApp(other, '#/settings');
    const kept = await page.evaluate(async () => ({
      session: await chrome.storage.session.get(null),
      local: Object.keys(await chrome.storage.local.get(null)),
    }));
    expect(Object.keys(kept.session)).not.toContain('unlocked');
    expect(kept.local).toContain('device');
    await other.leave();
  });
});

/** A site on which this browser is signed in. */
function signedIn(_: unknown, response: ServerResponse): void {
  const { sid, remember, csrf } = canaries.cookies;
  const age = 'Path=/; Max-Age=864000';
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'set-cookie': [
      `sid=${sid}; HttpOnly; ${age}`,
      `remember=${remember}; ${age}`,
      `csrf=${csrf}; ${age}`,
    ],
  });
  const entries = JSON.stringify(canaries.storage);
  response.end(
    htmlPage('Ledger', `<p>There</p><script>Object.assign(localStorage, ${entries})</script>`),
  );
}

function withSecret() {
  return {
    v: 1 as const,
    name: 'Send the code',
    steps: [
      { type: 'go-to' as const, id: 'a', url: `${site.origin}/` },
      {
        type: 'fill' as const,
        id: 'b',
        target: { name: 'Code', selectors: ['input'] },
        value: { secret: 'code' },
      },
    ],
    inputs: [],
    secrets: [{ name: 'code', label: 'Code' }],
    origins: [site.origin],
    settings: usualSettings,
    changed: { version: 1, at: 1 },
  };
}

function profileOf({ browser }: Person): string {
  const words = browser.process()?.spawnargs ?? [];
  const [, folder = ''] =
    /^--user-data-dir=(.*)$/.exec(
      words.find((word) => word.startsWith('--user-data-dir=')) ?? '',
    ) ?? [];
  return folder;
}

function split(files: readonly Sink[]): [Sink[], Sink[]] {
  const isOfSite = ({ name }: Sink) => ofTheSite.test(name.slice(copy.length));
  return [files.filter(isOfSite), files.filter((file) => !isOfSite(file))];
}
