import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connect } from '../harness/person/connect.ts';
import { sitDown } from '../harness/person/person.ts';
import type { Person } from '../harness/person/person.ts';
import {
  recorded,
  recordedSteps,
  startRecording,
  stopAndReview,
} from '../harness/person/record.ts';
import { confirm, nameIt } from '../harness/person/review.ts';
import { rowsOf, runBy, turnTo } from '../harness/person/run.ts';
import { press, says } from '../harness/person/screen.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';
import { startWorkshop } from '../sites/workshop.ts';
import type { WorkshopSite } from '../sites/workshop.ts';

/** One person, one runner, one site; each test goes on where the one before ended. */
let site: WorkshopSite;
let stack: Stack;
let person: Person;
let page: Page;
let panel: Page;
let app: Page;

beforeAll(async () => {
  site = await startWorkshop();
  stack = await startStack({ settings: { privateOrigins: [site.origin] } });
  person = await sitDown({ origins: ['http://127.0.0.1/*'] });
  page = await person.browser.newPage();
  await page.goto(site.origin);
  await connect(person, page, stack.invitation);
});

afterAll(async () => {
  await person.leave();
  await stack.remove();
  await site.stop();
});

/** Takes one of the panel's tools, and picks what `css` names on the page. */
const pick = async (tool: string, on: Page, css: string): Promise<void> => {
  await press(panel, tool);
  await says(panel, 'Cancel');
  await on.bringToFront();
  await on.hover(css);
  await on.click(css);
  await panel.waitForSelector('button::-p-text(Cancel)', { hidden: true });
};

/** Takes one of the panel's tools, and what it offers about the page itself. */
const add = async (tool: string, what: string): Promise<void> => {
  await press(panel, tool);
  await press(panel, what);
  await panel.waitForSelector('button::-p-text(Cancel)', { hidden: true });
};

describe('every kind of step', () => {
  let diary: string;

  it('is recorded as a person does it', async () => {
    const { host } = new URL(site.origin);
    panel = await startRecording(person, page);
    await page.click('button::-p-text(Agree)');
    await page.click('button::-p-text(Plane)');
    await page.click('button::-p-text(Saw)', { count: 2 });
    await page.click('button::-p-text(Drill)', { button: 'right' });
    await page.keyboard.down('Shift');
    await page.click('button::-p-text(Glue)');
    await page.keyboard.up('Shift');
    await page.hover('a::-p-text(Tools)');
    await page.click('button::-p-text(Hammer)');
    await page.click('textarea');
    await page.keyboard.type('Two\nlines');
    await page.focus('select');
    await page.keyboard.type('Large');
    await page.click('input[type=checkbox]');
    await page.click('input[type=radio]');
    await page.click('button::-p-text(Measure)');
    await page.keyboard.press('Escape');
    await page.focus('#feed button');
    await page.keyboard.press('End');
    await page.waitForSelector('#feed li:nth-child(12)');
    await recorded(panel, 'Scroll in Boards');
    await page.click('button::-p-text(Board 9)');
    const drawer = await (await page.waitForSelector('iframe'))?.contentFrame();
    await drawer?.click('button');
    await page.click('a::-p-text(Shelf)');
    await page.waitForSelector('button::-p-text(Dust)');
    await page.click('button');
    await recorded(panel, 'Click Dust');
    await page.goBack();
    await recorded(panel, 'Go back');
    await page.click('a::-p-text(Catalogue)');
    const opened = await person.browser.waitForTarget((each) => each.url().endsWith('/catalogue'));
    const tab = await opened.asPage();
    await (await tab.waitForSelector('button'))?.click();
    await recorded(panel, 'Click Order');
    await pick('Get data', tab, '#price');
    await tab.close();
    await page.bringToFront();
    await page.click('input[name=wood]');
    await page.keyboard.type('oak');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#oak');
    await pick('Wait', page, '#oak');
    await add('Wait', 'This address');
    await add('Wait', '5 seconds');
    await pick('Check', page, 'h1');
    await add('Check', 'The address');
    await add('Check', 'The title');
    await press(panel, 'Picture');
    await recorded(panel, 'Take a picture');
    await pick('Get data', page, '#diary');
    diary = await page.$eval('#diary', (each) => each.textContent ?? '');
    expect(await recordedSteps(panel)).toEqual([
      `Go to ${host}`,
      'Click Agree',
      'Click Plane',
      'Double-click Saw',
      'Right-click Drill',
      'Click Glue with Shift',
      'Point at Tools',
      'Click Hammer',
      'Enter “Two lines” in Notes',
      'Choose “Large” in Size',
      'Tick Sand it',
      'Tick By hand',
      'Click Measure',
      'Press Escape in 12 cm',
      'Scroll in Boards to 120 px',
      'Click Board 9',
      'Click Nails',
      'Click Shelf',
      'Click Dust',
      'Go back',
      'Click Catalogue',
      'Turn to tab 2',
      'Click Order',
      'Get Price from Catalogue',
      'Close tab 2',
      'Turn to tab 1',
      'Enter “oak” in Wood',
      'Press Enter in Wood',
      'Wait for Oak',
      `Wait until the address is ${host}/found/oak`,
      'Wait 5 s',
      'Check that Found is “Found”',
      `Check that the address is “${site.origin}/found/oak”`,
      'Check that the title is “Found”',
      'Take a picture, Picture 1',
      'Get Diary from Found',
    ]);
    app = await stopAndReview(person, panel);
    await nameIt(app, 'Everything');
    await confirm(app);
  });

  it('does the same in a one-time browser', async () => {
    await runBy(app, 'Run now');
    await turnTo(app, 'Data');
    expect(diary).toBe(
      'cookies single double right shift hover notes:9 l sand:true by-hand closed board-9 drawer shelf catalogue wood:oak',
    );
    expect(await rowsOf(app)).toEqual([
      ['Price', '12.50'],
      ['Diary', diary],
    ]);
  });
});
