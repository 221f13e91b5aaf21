import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { usualSettings } from '@mayfly/shared/automation/automation.ts';
import { connect } from '../harness/person/connect.ts';
import { importAutomation } from '../harness/person/import.ts';
import { openApp, openPopup, sitDown } from '../harness/person/person.ts';
import type { Person } from '../harness/person/person.ts';
import { confirm } from '../harness/person/review.ts';
import { press, says } from '../harness/person/screen.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';
import { signInAtLedger, startLedger } from '../sites/ledger.ts';
import type { Ledger } from '../sites/ledger.ts';

/** One person, one runner, one site; each test goes on where the one before ended. */
let ledger: Ledger;
let stack: Stack;
let person: Person;
let page: Page;
let app: Page;

beforeAll(async () => {
  ledger = await startLedger();
  stack = await startStack({ settings: { privateOrigins: [ledger.origin] } });
  person = await sitDown({ origins: ['*://127.0.0.1/*'], cookies: true });
  page = await person.browser.newPage();
  await page.goto(ledger.origin);
  const popup = await connect(person, page, stack.invitation);
  await popup.close();
  app = await openApp(person, '#/sign-ins');
});

afterAll(async () => {
  ledger.letGo();
  await person.leave();
  await stack.remove();
  await ledger.pages[Symbol.asyncDispose]();
});

/** What the toolbar button says. */
const badge = (): Promise<string> => app.evaluate(() => chrome.action.getBadgeText({}));

const store = async (): Promise<Page> => {
  const popup = await openPopup(person, page);
  await press(popup, 'Store cookies');
  return popup;
};

describe('a stored sign-in', () => {
  it('is refused with a sentence where the site asks to sign in', async () => {
    await says(app, 'Nothing stored.');
    const popup = await store();
    await says(popup, 'You do not seem to be signed in here.');
    await popup.close();
  });

  it('is tried in a one-time browser right after storing, and works', async () => {
    await signInAtLedger(page);
    const popup = await store();
    await press(popup, 'Lock and store 2 cookies');
    await says(popup, 'Works in the cloud', 60_000);
    await popup.close();
    await says(app, '2 cookies Healthy');
    expect(await badge()).toBe('');
  });

  it('is stored again by one click, which says what changed', async () => {
    await page.evaluate(() => {
      document.cookie = 'csrf_token=; Max-Age=0; path=/';
      document.cookie = 'auth_hint=1; Max-Age=864000; path=/';
    });
    await app.bringToFront();
    await press(app, 'Resync');
    await says(app, '127.0.0.1 is stored anew: 1 cookie new, 1 gone.');
  });

  it('is told as signed out once the site has ended it, on the button too, unless that is turned off', async () => {
    ledger.endSessions();
    await app.click('button[aria-label="More for 127.0.0.1"]');
    await app.locator('[role=menuitem]::-p-text(Try it in the cloud)').click();
    await says(app, 'Being tried in the cloud');
    await says(app, 'Signed out Seen by run', 60_000);
    expect(await badge()).toBe('!');
    const popup = await openPopup(person, page);
    await says(popup, '127.0.0.1 has signed a run out.');
    await popup.close();
    await app.bringToFront();
    await press(app, 'When a site signs a run out');
    await app.waitForFunction(async () => (await chrome.action.getBadgeText({})) === '');
  });

  it('is stored again by itself at a visit, where that is wanted and the page shows that one is signed in', async () => {
    await press(app, 'Resync by itself when I visit the site');
    await page.bringToFront();
    await page.reload();
    await page.waitForSelector('input[name=p]');
    await app.bringToFront();
    await says(app, 'Signed out');
    await signInAtLedger(page);
    await app.bringToFront();
    await says(app, '3 cookies Healthy');
    await press(app, 'Resync by itself when I visit the site');
  });

  it('waits for the person to sign in where this browser is signed out too, and goes on by itself', async () => {
    await person.browser.deleteCookie(...(await person.browser.cookies()));
    await app.bringToFront();
    await press(app, 'Resync');
    const opened = await person.browser.waitForTarget(
      (target) => target.url() === `${ledger.origin}/` && target !== page.target(),
    );
    // The site's tab is in front now: a page behind it draws nothing.
    await app.bringToFront();
    await says(app, 'we go on by ourselves');
    const site = await opened.asPage();
    await site.bringToFront();
    await signInAtLedger(site);
    await app.bringToFront();
    await says(app, 'is stored anew');
    await says(app, 'Healthy');
  });

  it('takes the runs that use it along when it is revoked, and says which', async () => {
    await app.goto(`${person.app}#/automations`);
    await importAutomation(app, {
      v: 1,
      name: 'Read the slow page',
      steps: [{ type: 'go-to', id: 'a', url: `${ledger.origin}/slow` }],
      inputs: [],
      secrets: [],
      origins: [ledger.origin],
      settings: { ...usualSettings, stepTimeoutMs: 60_000 },
      changed: { version: 1, at: 1 },
    });
    await confirm(app);
    await press(app, 'Run now');
    await says(app, 'Running', 60_000);
    await app.goto(`${person.app}#/automations`);
    await says(app, 'Read the slow page');
    await press(app, 'Read the slow page');
    await says(app, 'Signs in as stored for 127.0.0.1');
    await press(app, 'Run now');
    await says(app, 'in line');
    await app.goto(`${person.app}#/sign-ins`);
    await says(app, 'Read the slow page');
    await app.click('button[aria-label="More for 127.0.0.1"]');
    await app.locator('[role=menuitem]::-p-text(Revoke)').click();
    await says(app, '2 runs in line or under way will be stopped.');
    await app.locator('dialog button::-p-text(Revoke)').click();
    await says(app, 'The sign-in to 127.0.0.1 is revoked, and your runner has signed that.');
    await says(app, '2 runs in line were stopped.');
    await says(app, 'Nothing stored.');
    await app.goto(`${person.app}#/runs`);
    await app.waitForFunction(
      () => document.body.innerText.match(/Stopped\s+Read the slow page/g)?.length === 2,
    );
  });

  it('is useless from then on: a run that would use it is refused, and says so', async () => {
    await app.goto(`${person.app}#/automations`);
    await says(app, 'Read the slow page');
    await press(app, 'Run now');
    await says(app, 'The permission does not hold');
  });
});
