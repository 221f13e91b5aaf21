import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { launchBrowser } from '../../harness/browser.ts';
import { startOidcSites } from './start.ts';
import type { OidcSites } from './start.ts';

let sites: OidcSites;
let browser: Browser;
beforeAll(async () => {
  sites = await startOidcSites({ isStrict: true });
  browser = await launchBrowser({ hosts: sites.hosts, args: sites.authority.chromiumArgs() });
});
afterAll(async () => {
  await browser.close();
  await sites.stop();
});

const signIn = async (page: Page, password: string): Promise<void> => {
  await page.goto(sites.application.url);
  await page.locator('::-p-text(Sign in)').click();
  await page.locator('[name=email]').fill(sites.person.email);
  await page.locator('[name=password]').fill(password);
  await page.locator('button').click();
};

describe('a person signs in by hand', () => {
  it('not with a wrong password', async () => {
    const page = await browser.newPage();
    await signIn(page, 'guess');
    await page.waitForSelector('::-p-text(Wrong email or password)');
    await page.close();
  });

  it('through the provider, and sees the invoices', async () => {
    const page = await browser.newPage();
    await signIn(page, sites.person.password);
    await page.waitForSelector(`::-p-text(Signed in as ${sites.person.name})`);
    await page.goto(`${sites.application.url}/invoices?state=open`);
    const numbers = await page.$$eval('tbody td:first-child', (cells) =>
      cells.map((cell) => cell.textContent),
    );
    expect(numbers).toEqual(['INV-1041', 'INV-1042', 'INV-1044']);
  });

  it('and the cookies of both sites are hidden from scripts, those of https bound to their host', async () => {
    const cookies = await browser.cookies();
    const named = (name: string) => cookies.find((cookie) => cookie.name === name);
    expect(named('_session')).toMatchObject({ httpOnly: true, secure: false });
    expect(named('__Host-session')).toMatchObject({ httpOnly: true, secure: true, path: '/' });
  });

  it('and every visit changes the session; an older copy of it is signed out', async () => {
    const page = await browser.newPage();
    const before = await browser.cookies();
    await page.goto(`${sites.application.url}/invoices`);
    const after = await browser.cookies();
    const valueIn = (cookies: typeof before, name: string) =>
      cookies.find((cookie) => cookie.name === name)?.value;
    for (const name of ['__Host-session', '__Host-visit']) {
      expect(valueIn(after, name)).not.toBe(valueIn(before, name));
    }
    await browser.setCookie(...before);
    await page.goto(`${sites.application.url}/invoices`);
    await page.waitForSelector('::-p-text(Sign in)');
  });
});
