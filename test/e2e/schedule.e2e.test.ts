import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { usualSettings } from '@mayfly/shared/automation/automation.ts';
import { objections } from '../harness/person/axe.ts';
import { connect, passphrase } from '../harness/person/connect.ts';
import { importAutomation } from '../harness/person/import.ts';
import { openApp, sitDown } from '../harness/person/person.ts';
import type { Person } from '../harness/person/person.ts';
import { confirm } from '../harness/person/review.ts';
import { press, says } from '../harness/person/screen.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';
import { startLedger } from '../sites/ledger.ts';
import type { Ledger } from '../sites/ledger.ts';

/** One automation, from its import over a change to its schedule; each test goes on where the one before ended. */
let ledger: Ledger;
let stack: Stack;
let person: Person;
let page: Page;
let app: Page;

beforeAll(async () => {
  ledger = await startLedger();
  stack = await startStack({ settings: { privateOrigins: [ledger.origin] } });
  person = await sitDown({ origins: ['*://127.0.0.1/*'] });
  page = await person.browser.newPage();
  await page.goto(ledger.origin);
  await (await connect(person, page, stack.invitation)).close();
  app = await openApp(person, '#/automations');
  await importAutomation(app, {
    v: 1,
    name: 'Read the ledger',
    steps: [
      { type: 'go-to', id: 'a', url: `${ledger.origin}/` },
      { type: 'wait', id: 'b', until: 'time', durationMs: 100 },
    ],
    inputs: [],
    secrets: [],
    origins: [ledger.origin],
    settings: { ...usualSettings },
    changed: { version: 1, at: 1 },
  });
  await confirm(app);
  await says(app, 'Version 1');
});

afterAll(async () => {
  await person.leave();
  await stack.remove();
  await ledger.pages[Symbol.asyncDispose]();
});

/** The last Sunday of the next March: in Berlin, 02:30 does not exist then. */
const springForward = (): number => {
  const now = new Date();
  const year = now.getUTCFullYear() + (now.getUTCMonth() >= 2 ? 1 : 0);
  const last = new Date(Date.UTC(year, 2, 31));
  return 31 - last.getUTCDay();
};

const writeCron = async (text: string): Promise<void> => {
  const field = await app.waitForSelector('dialog ::-p-aria([name="Cron"][role="textbox"])');
  await field?.click({ count: 3 });
  await field?.type(text);
};

const confirmSchedule = async (): Promise<void> => {
  await press(app, 'Confirm schedule');
  await app.waitForSelector('dialog', { hidden: true });
};

/** Waits until every change is kept on the device. */
const kept = async (): Promise<void> => {
  await app.waitForFunction(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    return held.length + pending.length === 0;
  });
};

describe('an automation', () => {
  it('is changed step by step, kept over a reload, and saved with its difference shown', async () => {
    await press(app, 'Wait 0.1 s');
    await app.locator('::-p-aria([name="How long"])').fill('0.3');
    await says(app, '1 step changed, not saved yet');
    expect(await app.title()).toBe('Not saved, Read the ledger · Mayfly');
    await kept();
    await app.reload();
    await says(app, 'Wait 0.3 s');
    await press(app, 'Save and confirm');
    await says(app, 'Step 2 was changed: Wait 0.1 s → Wait 0.3 s');
    await confirm(app);
    await says(app, 'Version 2');
  });

  it('brings an older version back as a change, which can be undone', async () => {
    await press(app, 'Bring back');
    await says(app, 'Wait 0.1 s');
    await says(app, 'Runs go on with version 2 until you confirm.');
    await press(app, 'Undo all changes');
    await says(app, 'Wait 0.3 s');
  });
});

describe('a step', () => {
  it('is shown its thing on the page, which does not notice', async () => {
    await app.locator('main select').fill('click');
    await press(app, 'Add a step');
    await says(app, 'Nothing is picked yet.');
    await press(app, 'Show me on the page');
    await press(app, 'Open and pick');
    const target = await person.browser.waitForTarget(
      (each) => each.url() === `${ledger.origin}/` && each !== page.target(),
    );
    const tab = await target.asPage();
    const button = await tab.waitForSelector('button');
    await tab.waitForFunction(() => document.querySelector('html > div[popover]') !== null);
    await button?.hover();
    await button?.click();
    await says(app, 'Click Sign in');
    expect(ledger.pages.asked).not.toContain('POST /in');
    await app.bringToFront();
    await press(app, 'Undo all changes');
  });
});

describe('its schedule', () => {
  it('refuses a cron that is not understood, and says why', async () => {
    await press(app, 'Schedule');
    await says(app, 'Next five runs');
    await press(app, 'Cron');
    await writeCron('61 * * * *');
    await says(app, '‘61’ is not a minute. Minutes are 0 to 59.');
    expect(await app.$eval('dialog footer button:last-child', (each) => each.disabled)).toBe(true);
  });

  it('says the hour that does not exist where clocks go forward', async () => {
    const zone = await app.waitForSelector('dialog [role=combobox]');
    await zone?.click({ count: 3 });
    await zone?.type('Berlin');
    await app.waitForSelector('dialog [role=option]::-p-text(Europe/Berlin)');
    await app.keyboard.press('ArrowDown');
    await app.keyboard.press('Enter');
    const date = springForward();
    await writeCron(`30 2 ${date} 3 *`);
    await says(app, `02:30 does not exist on ${date} March: runs at 03:00`);
    await says(app, 'after the permission ends');
  });

  it('starts a run by itself when confirmed, which says so', async () => {
    await writeCron('* * * * *');
    await says(app, 'Every minute, Berlin time');
    await confirmSchedule();
    await says(app, 'Every minute, Berlin time');
    await app.goto(`${person.app}#/runs`);
    await says(app, 'Succeeded Read the ledger', 100_000);
    await says(app, 'Schedule');
  });

  it('is changed to a time far away, and then removed', async () => {
    await app.goto(`${person.app}#/automations`);
    await press(app, 'Read the ledger');
    await says(app, 'Version 2');
    await press(app, 'Schedule');
    await press(app, 'Weekdays');
    await confirmSchedule();
    await says(app, 'Monday to Friday at 09:00, Berlin time');
    await press(app, 'Schedule');
    await press(app, 'Remove schedule');
    await app.waitForSelector('dialog', { hidden: true });
    await says(app, 'When you ask');
  });
});

describe('every page with real data', () => {
  it.each([
    ['automations', 'Read the ledger', 'Automations · Mayfly'],
    ['runs', 'Read the ledger', 'Runs · Mayfly'],
    ['sign-ins', 'Nothing stored.', 'Sign-ins · Mayfly'],
    ['settings', 'Recovery kit', 'Settings · Mayfly'],
  ])(
    '%s has a title and nothing that axe objects to, in both themes',
    async (route, words, title) => {
      await app.goto(`${person.app}#/${route}`);
      await says(app, words);
      expect(await app.title()).toBe(title);
      expect(await objections(app)).toEqual([]);
    },
  );

  it('a report names its end first', async () => {
    await app.goto(`${person.app}#/runs`);
    await press(app, 'Read the ledger');
    await app.waitForFunction(() =>
      /^Succeeded, run \d+, Read the ledger · Mayfly$/.test(document.title),
    );
    await says(app, 'Erased');
    expect(await objections(app)).toEqual([]);
  });
});

describe('the settings', () => {
  it('check the runner, and say of each check what it looked at', async () => {
    await app.goto(`${person.app}#/settings`);
    await press(app, 'Check it yourself');
    await says(app, 'Results of the checks');
    await says(app, 'is refused once a byte is changed 1 automation');
    await says(app, 'signed by a device that may do it');
  });

  it('take back what Chrome allowed', async () => {
    await press(app, 'Take back');
    await says(app, 'Mayfly may look at no site.');
  });

  it('lock the device: only the passphrase opens what was seen, and old silence is told', async () => {
    await app.evaluate(async () => {
      const freshness = {
        heardAt: Date.now() - 25 * 86_400_000,
        freshForMs: 30 * 86_400_000,
        schedules: 2,
      };
      await chrome.storage.local.set({ freshness });
    });
    await press(app, 'Lock now');
    await app.waitForSelector('input[type=password]');
    await says(app, 'Unlock Mayfly by');
    await says(app, 'or 2 schedules stop.');
    expect(
      await app.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null))),
    ).not.toContain('ledger');
    await app.locator('input[type=password]').fill(passphrase);
    await app.keyboard.press('Enter');
    await says(app, 'Recovery kit');
    await app.waitForFunction(() => !document.body.innerText.includes('schedules stop'));
  });

  it('forget the runner, and everything with it', async () => {
    await press(app, 'Change runner');
    await says(app, 'Forget this runner?');
    await press(app, 'Forget it');
    await says(app, 'Connect to your runner');
    const kept = await app.evaluate(() => chrome.storage.local.get(null));
    expect(Object.keys(kept).filter((key) => !key.endsWith('$'))).toEqual([]);
  });
});
