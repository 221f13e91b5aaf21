import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeAuthority } from '../harness/ca.ts';
import { connect } from '../harness/person/connect.ts';
import { downloadBy } from '../harness/person/download.ts';
import { openPopup, sitDown } from '../harness/person/person.ts';
import type { Person } from '../harness/person/person.ts';
import {
  recorded,
  recordedSteps,
  startRecording,
  stopAndReview,
} from '../harness/person/record.ts';
import { confirm, openedReview, enterSecret, nameIt } from '../harness/person/review.ts';
import { picturesSeen, rowsOf, runBy, turnTo } from '../harness/person/run.ts';
import { press, says } from '../harness/person/screen.ts';
import { everythingKept } from '../harness/recording/desk.ts';
import { sessionHead } from '../harness/session-head.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';
import { startOidcSites } from '../sites/oidc/start.ts';
import type { OidcSites } from '../sites/oidc/start.ts';

/** One person, one runner, two sites; each test goes on where the one before ended. */
let sites: OidcSites;
let stack: Stack;
let person: Person;
let page: Page;
let app: Page;

beforeAll(async () => {
  const authority = makeAuthority();
  sites = await startOidcSites({ isStrict: true, authority });
  const { application, provider, hosts } = sites;
  const privateOrigins = [application.url, provider.url];
  stack = await startStack({ settings: { caBundle: authority.path, privateOrigins, hosts } });
  const origins = ['*://*.mayfly.test/*', '*://*.accounts.test/*'];
  person = await sitDown({ origins, cookies: true }, { hosts, args: authority.chromiumArgs() });
  page = await person.browser.newPage();
  await page.goto(application.url);
  await connect(person, page, stack.invitation);
});

afterAll(async () => {
  await person.leave();
  await stack.remove();
  await sites.stop();
  sites.authority.remove();
});

const hostOf = (url: string): string => new URL(url).host;

/** By hand, as long as the provider asks. */
const signIn = async (): Promise<void> => {
  await page.bringToFront();
  await page.type('[name=email]', sites.person.email);
  await page.type('[name=password]', sites.person.password);
  await page.click('button');
};

/** At the provider, in the person's own browser. */
const signOut = async (): Promise<void> => {
  await page.bringToFront();
  await page.goto(`${sites.provider.url}/session/end`);
  await page.click('button[name=logout]');
  await page.waitForSelector('::-p-text(Sign-out Success)');
  await app.bringToFront();
};

describe('an application where one signs in at another site', () => {
  it('is recorded through the sign-in; the password is never kept', async () => {
    const panel = await startRecording(person, page);
    await page.click('::-p-text(Sign in)');
    await says(panel, `You are now on ${hostOf(sites.provider.url)}`);
    await press(panel, 'Allow this site too');
    await panel.waitForFunction(() => !document.body.innerText.includes('You are now on'));
    await signIn();
    await page.waitForSelector('::-p-text(Signed in as)');
    await page.click('::-p-text(Invoices)');
    await page.waitForSelector('table');
    await page.focus('select');
    await page.keyboard.type('Open');
    await page.waitForSelector('tbody tr:nth-child(4)', { hidden: true });
    await press(panel, 'Get data');
    await says(panel, 'Cancel');
    await page.bringToFront();
    await page.hover('tbody tr:nth-child(2) td');
    await page.click('tbody tr:nth-child(2) td');
    await recorded(panel, 'Get the table');
    expect(await recordedSteps(panel)).toEqual([
      `Go to ${hostOf(sites.application.url)}`,
      'Click Sign in',
      `Enter “${sites.person.email}” in Email`,
      'Enter a secret in Password',
      'Click Sign in',
      'Click Invoices',
      'Choose “Open” in State',
      'Get the table Invoices from Invoices',
    ]);
    expect(await everythingKept(panel)).not.toContain(sites.person.password);
    app = await stopAndReview(person, panel);
  });

  it('is confirmed for both sites, with what signing in sends', async () => {
    await says(app, `${hostOf(sites.provider.url)} Steps 3 to 5, signing in`);
    await says(app, 'Step 5 sends the sign-in form. Needed to sign in');
    await says(app, `${sites.provider.url}/interaction (POST), at most once a run`);
    await nameIt(app, 'Open invoices');
    await confirm(app);
  });

  it('has its sign-in stored: the cookies of both sites, and nothing that was for one moment', async () => {
    const popup = await openPopup(person, page);
    await press(popup, 'Store cookies');
    await says(popup, '__Host-session Hidden from scripts');
    await says(popup, 'idp.accounts.test 2 cookies, so that the sign-in can renew itself');
    await press(popup, 'Lock and store 4 cookies');
    await says(popup, 'Works in the cloud', 60_000);
    await app.close();
    await press(popup, 'Use it in Open invoices');
    app = await openedReview(person);
    await says(app, 'Steps 2 to 5 are skipped while it works.');
    await confirm(app);
  });

  it('runs in a one-time browser that never signs in; its report has rows, pictures and a proof', async () => {
    await app.evaluate(() => void Object.assign(globalThis, { isSamePage: true }));
    await runBy(app, 'Run now');
    await says(app, 'Nothing was changed');
    expect(await picturesSeen(app)).toBeGreaterThanOrEqual(4);
    await turnTo(app, 'Data');
    expect((await rowsOf(app)).map(([number, customer]) => [number, customer])).toEqual([
      ['INV-1041', 'Hansen & Sons'],
      ['INV-1042', '=HYPERLINK("http://evil.test")'],
      ['INV-1044', 'Weber GmbH'],
    ]);
    const { name, text } = await downloadBy(person, app, 'Download CSV');
    expect(name).toBe('Open invoices, Invoices.csv');
    expect(text).toContain(`INV-1042,"'=HYPERLINK(""http://evil.test"")",86.50,open`);
    await turnTo(app, 'Erasure proof');
    await says(app, 'This run’s browser is gone');
    await says(app, 'Unlocked once');
    await says(app, 'Checked on the machine: no process, no memory disk, no folder of it is left.');
    expect(await app.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
    expect(sites.provider.passwords()).toBe(1);
  });

  it('renews what the site changes at every visit: the next run works with that, and its head comes after it', async () => {
    const before = await sessionHead(stack);
    const visited = sites.application.visits.length;
    await runBy(app, 'Run again');
    const after = await sessionHead(stack);
    expect(after.prev).toBe(before.id);
    expect(before.prev).not.toBeNull();
    // Who came with an older cookie would have been led to sign in again.
    expect(sites.application.visits.slice(visited)).toEqual([
      '/',
      '/invoices',
      '/invoices?state=open',
    ]);
  });

  it('ends as signed out once the person signed out at the provider', async () => {
    await signOut();
    await runBy(app, 'Run again', 'The site has signed you out');
    await says(app, 'Resync and run again');
    expect(sites.provider.passwords()).toBe(1);
  });

  it('goes on by one click once the person is signed in again', async () => {
    await page.bringToFront();
    await page.goto(`${sites.application.url}/invoices`);
    await signIn();
    // This browser's copy is older than the one that the runs renewed.
    await page.locator('a::-p-text(Sign in)').click();
    await page.locator('a::-p-text(Invoices)').click();
    await page.waitForSelector('table');
    await app.bringToFront();
    await runBy(app, 'Resync and run again');
    expect(sites.provider.passwords()).toBe(2);
  });

  it('signs in by itself, once the person gave it the password', async () => {
    await press(app, 'Open invoices');
    await press(app, 'Limits');
    await enterSecret(app, sites.person.password);
    await confirm(app);
    await signOut();
    await runBy(app, 'Run now');
    await says(app, '1 of 1 change confirmed');
    expect(sites.provider.passwords()).toBe(3);
    await turnTo(app, 'Data');
    expect(await rowsOf(app)).toHaveLength(3);
    expect(await app.evaluate(() => document.body.innerText)).not.toContain(sites.person.password);
  });
});
