import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { launchBrowser } from '../../harness/browser.ts';
import { packages, startVerdaccio } from './start.ts';
import type { RegistrySite } from './start.ts';

let site: RegistrySite;
let browser: Browser;
beforeAll(async () => {
  site = await startVerdaccio();
  browser = await launchBrowser({ hosts: site.hosts });
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

it('a person who did not sign in sees no package', async () => {
  const page = await browser.newPage();
  await page.goto(`${site.url}/-/web/detail/ledger-core`);
  await page.waitForSelector('::-p-text(Sorry)');
  await page.close();
});

it('a person signs in by hand, searches, and reads the versions of a package; the session is a token in localStorage', async () => {
  const page = await browser.newPage();
  await page.goto(site.url);
  await page.locator('[data-testid="header--button-login"]').click();
  await page.locator('#login--dialog-username').fill(site.publisher.name);
  await page.locator('#login--dialog-password').fill(site.publisher.password);
  await page.locator('#login--dialog-button-submit').click();
  await page.waitForSelector('::-p-text(ledger-print)');
  expect(await page.evaluate(() => localStorage.getItem('token'))).toMatch(/./);
  expect(await browser.cookies()).toEqual([]);

  await page.locator('#search-header-suggest').fill('ledger-core');
  await page.locator('[role="option"] ::-p-text(ledger-core)').click();
  await page.waitForFunction(() => location.pathname.startsWith('/-/web/detail/ledger-core'));
  await page.locator('[data-testid="versions-tab"]').click();
  for (const version of packages['ledger-core'] ?? []) {
    await page.waitForSelector(`::-p-text(${version})`);
  }
});
