import type { ServerResponse } from 'node:http';

import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { usualSettings } from '@mayfly/shared/automation/automation.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import { servePages } from '../harness/pages.ts';
import type { Pages } from '../harness/pages.ts';
import { clickOn, goTo } from '../harness/permit.ts';
import { connect } from '../harness/person/connect.ts';
import { importAutomation } from '../harness/person/import.ts';
import { openApp, openPopup, sitDown } from '../harness/person/person.ts';
import type { Person } from '../harness/person/person.ts';
import { confirm } from '../harness/person/review.ts';
import { press, says } from '../harness/person/screen.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';
import { until } from '../harness/until.ts';
import { htmlPage } from '../sites/site.ts';

/** One person, one runner, one site; each test goes on where the one before ended. */
let site: Pages;
let stack: Stack;
let person: Person;
let page: Page;
let app: Page;

/** What the site holds back until somebody gives up. */
const held: ServerResponse[] = [];
const hold = (_: unknown, response: ServerResponse) => void held.push(response);

const form = (to: string) =>
  htmlPage('Order', `<form method="post" action="${to}"><button>Send</button></form>`);

beforeAll(async () => {
  site = await servePages({
    '/': form('/order'),
    '/order': htmlPage('Thanks', ''),
    '/slow': hold,
    '/doubtful': form('/lost'),
    '/lost': hold,
  });
  stack = await startStack({ settings: { privateOrigins: [site.origin] } });
  person = await sitDown({ origins: ['http://127.0.0.1/*'] });
  page = await person.browser.newPage();
  await page.goto(site.origin);
  const popup = await connect(person, page, stack.invitation);
  await popup.close();
  app = await openApp(person, '#/runs');
  await says(app, 'No run yet.');
});

afterAll(async () => {
  for (const response of held) response.destroy();
  await person.leave();
  await stack.remove();
  await site[Symbol.asyncDispose]();
});

const asked = (what: string): number => site.asked.filter((each) => each === what).length;

/** Imports steps that send a form to `path`, and allows that. */
const permitTo = async (name: string, path: string, steps: readonly Step[], timeoutMs: number) => {
  await app.goto(`${person.app}#/automations`);
  const sends = [{ origin: site.origin, method: 'POST' as const, path }];
  await importAutomation(app, {
    v: 1,
    name,
    steps: steps.map((step) => (step.type === 'click' ? { ...step, sends } : step)),
    inputs: [],
    secrets: [],
    origins: [site.origin],
    settings: { ...usualSettings, pictures: 'none', stepTimeoutMs: timeoutMs },
    changed: { version: 1, at: 1 },
  });
  await press(app, `sends POST to ${path}`);
  await says(app, '1 of 1 allowed, read only elsewhere');
  await confirm(app);
};

describe('a run that is stopped after it changed something', () => {
  it('asks first, and says what was made already; “Let it go on” stops nothing', async () => {
    const steps = [
      goTo(`${site.origin}/`, 'a'),
      clickOn('button', 'b'),
      goTo(`${site.origin}/slow`, 'c'),
    ];
    await permitTo('Order and look', '/order', steps, 60_000);
    await press(app, 'Run now');
    await until(() => (held.length > 0 ? true : undefined));
    await says(app, 'Running, step 3 of 3');
    await press(app, 'Stop this run');
    await says(app, 'It has made changes already (1 of 1 change confirmed). They stay.');
    await press(app, 'Let it go on');
    await app.waitForSelector('dialog', { hidden: true });
    await says(app, 'Running, step 3 of 3');
  });

  it('ends as stopped, at the step where it was, with what it had changed', async () => {
    await press(app, 'Stop this run');
    await app.locator('dialog button::-p-text(Stop this run)').click();
    await says(app, 'Erased');
    await says(app, '1 of 1 change confirmed');
    await says(app, 'Stopped after');
    expect(await app.title()).toMatch(/^Stopped, /);
    expect(await app.$$eval('[data-item]', (all) => all.map((each) => each.textContent))).toEqual([
      expect.stringMatching(/Go to .*, done, /),
      expect.stringMatching(/Click It, done, /),
      expect.stringMatching(/Go to .*, stopped, /),
    ]);
    expect(await app.evaluate(() => document.body.innerText)).not.toContain('Failed');
    expect(asked('POST /order')).toBe(1);
  });
});

describe('a run whose outcome nobody knows', () => {
  const ask = async (): Promise<void> => {
    await says(app, 'Did “Click It” happen? Please look.', 60_000);
    await says(app, 'The site did not answer after step 2 was allowed to change something.');
    await says(app, 'Mayfly never repeats a change on its own.');
  };

  it('asks one question, and opens the very place; “It did not” lets it run again', async () => {
    const steps = [
      goTo(`${site.origin}/doubtful`, 'a'),
      { ...clickOn('button', 'b'), page: `${site.origin}/doubtful` },
    ];
    await permitTo('Order in doubt', '/lost', steps, 700);
    await press(app, 'Run now');
    await ask();
    const opened = person.browser.waitForTarget((each) => each.url() === `${site.origin}/doubtful`);
    await press(app, 'in a tab');
    await (await (await opened).asPage()).close();
    await app.bringToFront();
    await press(app, 'It did not, so it may run again');
    await says(app, 'it did not happen.');
    await says(app, 'The answer is signed and in the log.');
    expect(asked('POST /lost')).toBe(1);
  });

  it('“It happened” ends it; nothing is sent again before there is an answer', async () => {
    await press(app, 'Run again');
    await ask();
    expect(asked('POST /lost')).toBe(2);
    await press(app, 'It happened, finish');
    await says(app, 'it happened.');
    expect(asked('POST /lost')).toBe(2);
  });
});

describe('a runner that does not answer', () => {
  let late: Page;
  it('is told on the open page and in the popup, and what was known stays', async () => {
    await app.goto(`${person.app}#/automations`);
    await says(app, 'Order in doubt');
    await stack.stop();
    await says(app, 'Your runner does not answer');
    await says(app, 'did not answer at');
    await says(app, 'Still works here: recording, editing');
    await says(app, 'Order in doubt');
    const popup = await openPopup(person, page);
    await says(popup, 'Your runner does not answer.');
    await says(popup, 'Recording works. Runs and storing wait until it is back.');
    await says(popup, 'Order in doubt');
    await popup.close();
    // One that is opened only now has nothing to show.
    late = await openApp(person, '#/runs');
    await says(late, 'did not answer');
    await app.bringToFront();
  });

  it('is missed no longer once it is back, without a reload', async () => {
    stack = await startStack({ data: stack.data, settings: stack.settings });
    await app.waitForFunction(() => !document.body.innerText.includes('does not answer'));
    await says(app, 'Order in doubt');
    const popup = await openPopup(person, page);
    await says(popup, 'Runner connected');
    await popup.close();
    await late.bringToFront();
    await says(late, 'Order in doubt');
    await late.close();
  });
});
