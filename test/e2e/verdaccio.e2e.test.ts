import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

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
import { confirm, openedReview, nameIt } from '../harness/person/review.ts';
import { rowsOf, runBy, turnTo } from '../harness/person/run.ts';
import { press, says } from '../harness/person/screen.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';
import { packages, startVerdaccio } from '../sites/verdaccio/start.ts';
import type { RegistrySite } from '../sites/verdaccio/start.ts';

/** One person, one runner, one registry; each test goes on where the one before ended. */
let site: RegistrySite;
let stack: Stack;
let person: Person;
let page: Page;
let app: Page;

beforeAll(async () => {
  site = await startVerdaccio();
  const { url, hosts } = site;
  stack = await startStack({ settings: { privateOrigins: [url], hosts } });
  person = await sitDown({ origins: ['*://*.mayfly.test/*'], cookies: true }, { hosts });
  page = await person.browser.newPage();
  await page.goto(url);
  await connect(person, page, stack.invitation);
});

afterAll(async () => {
  await person.leave();
  await stack.remove();
  await site.stop();
});

describe('an application whose session is a token in its storage', () => {
  it('is signed in to by hand, and recorded from search to table', async () => {
    await page.bringToFront();
    await page.locator('[data-testid="header--button-login"]').click();
    await page.locator('#login--dialog-username').fill(site.publisher.name);
    await page.locator('#login--dialog-password').fill(site.publisher.password);
    await page.locator('#login--dialog-button-submit').click();
    await page.waitForSelector('::-p-text(ledger-print)');
    const panel = await startRecording(person, page);
    await page.click('#search-header-suggest');
    await page.keyboard.type('ledger-c');
    await page.locator('[role="option"] ::-p-text(ledger-core)').click();
    await page.waitForFunction(() => location.pathname.startsWith('/-/web/detail/ledger-core'));
    await page.locator('[data-testid="versions-tab"]').click();
    await page.waitForSelector('::-p-text(1.1.0)');
    await press(panel, 'Get data');
    await says(panel, 'Cancel');
    await page.bringToFront();
    const cell = await page.waitForSelector('::-p-text(1.1.0)');
    await cell?.hover();
    await cell?.click();
    await recorded(panel, 'Get the table');
    expect(await recordedSteps(panel)).toEqual([
      `Go to ${new URL(site.url).host}`,
      'Enter “ledger-c” in Search Packages',
      'Click ledger-core ledger-core for tests 2.0.0',
      'Click Versions',
      'Get the table Version History (3) from Version History (3)',
    ]);
    app = await stopAndReview(person, panel);
    await says(app, 'It changes nothing.');
    await nameIt(app, 'Versions of ledger-core');
    await confirm(app);
  });

  it('has its token stored, which works in the cloud', async () => {
    const popup = await openPopup(person, page);
    await press(popup, 'Store cookies');
    await says(popup, 'localStorage');
    await press(popup, 'token');
    await press(popup, 'username');
    await press(popup, 'Lock and store 2 storage entries');
    await says(popup, 'Works in the cloud', 60_000);
    await app.close();
    await press(popup, 'Use it in Versions of ledger-core');
    app = await openedReview(person);
    await says(app, 'packages.mayfly.test, You');
    await confirm(app);
  });

  it('runs in a one-time browser that never saw the password; the table is a file too', async () => {
    await runBy(app, 'Run now');
    await turnTo(app, 'Data');
    const newestFirst = (packages['ledger-core'] ?? []).toReversed();
    expect((await rowsOf(app)).map(([version]) => version)).toEqual(newestFirst);
    const { name, text } = await downloadBy(person, app, 'Download CSV');
    expect(name).toBe('Versions of ledger-core, Version History (3).csv');
    const [head, ...lines] = text.trimEnd().split('\r\n');
    expect(head).toBe('version list link,version list text');
    expect(lines.map((line) => line.split(',')[0])).toEqual(newestFirst);
    expect(site.signIns()).toBe(1);
  });
});
