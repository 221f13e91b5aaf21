import { cookiePermissions } from '@mayfly/extension/src/vault/site.ts';
import type { Page } from 'puppeteer-core';

import { openPopup } from '../harness/person/person.ts';
import type { Person } from '../harness/person/person.ts';
import { recorded, recordedSteps, startRecording } from '../harness/person/record.ts';
import { confirm } from '../harness/person/review.ts';
import { press, says, screenAt } from '../harness/person/screen.ts';
import { approved } from './ledger.ts';
import type { Pictures } from './pictures.ts';

/** What the person calls the automation. */
export const automationName = 'Approve the first open invoice';

const host = 'app.mayfly.test';

/** What the person says yes to when Chrome asks: one site, and its cookies. */
export const allowed = { origins: cookiePermissions(host).origins, cookies: true } as const;

/** Does the task once, as always, while the panel says each act. Answers the panel and its sentences. */
export const recordTask = async (
  person: Person,
  page: Page,
): Promise<{ panel: Page; sentences: string[] }> => {
  const panel = await startRecording(person, page);
  await press(page, 'Invoices');
  await recorded(panel, 'Click Invoices');
  await page.focus('select');
  await page.keyboard.type('Open');
  await recorded(panel, 'Choose “Open” in State');
  await readTable(page, panel);
  await page.locator(`[aria-label="Approve ${approved}"]`).click();
  await recorded(panel, `Click Approve ${approved}`);
  await says(panel, `Sends data to ${host}`);
  return { panel, sentences: await recordedSteps(panel) };
};

const readTable = async (page: Page, panel: Page): Promise<void> => {
  await press(panel, 'Get data');
  await says(panel, 'Cancel');
  await page.bringToFront();
  await page.locator('tbody tr:nth-child(2) td').click();
  await recorded(panel, 'Get the table Invoices');
};

/** Allows the one change, at most once a run. */
export const allowChange = async (review: Page): Promise<void> => {
  await press(review, `sends POST to /invoices/${approved}/approve`);
  await says(review, '1 of 1 allowed, read only elsewhere');
};

/** The one sentence that will be signed. */
const sentenceIn = (review: Page): Promise<string> =>
  review.$eval('::-p-text(Visits )', (each) => each.textContent ?? '');

/** Opens “Store cookies” in the popup. Answers it once it shows what it would take, by name. */
export const offerCookies = async (person: Person, page: Page): Promise<Page> => {
  const popup = await openPopup(person, page);
  await press(popup, 'Store cookies');
  await says(popup, 'Lock and store');
  return popup;
};

/** Locks and stores them. */
export const storeCookies = async (popup: Page): Promise<void> => {
  await press(popup, 'Lock and store');
  await says(popup, 'Done');
  await popup.close();
};

/** Lets the automation use the sign-in: other limits, so that the person confirms again. */
export const useSignIn = async (page: Page, pictures: Pictures): Promise<string> => {
  await page.bringToFront();
  await press(page, 'Limits');
  await says(page, 'Review the change');
  const option = await page.waitForSelector('option[value]:not([value=""])');
  const value = await option?.evaluate((each) => each.value);
  await page.select('select:has(option[value=""])', value ?? '');
  await says(page, `uses the sign-in to ${host}`);
  const sentence = await sentenceIn(page);
  await pictures.take(page, 'review');
  await confirm(page);
  await says(page, 'Run now');
  return sentence;
};

/** Presses “Run now” in the popup. Answers the page of the run. */
export const startRun = async ({ browser }: Person, popup: Page): Promise<Page> => {
  await press(popup, 'Run now');
  const run = await screenAt(browser, '/app.html#/run');
  await run.setViewport({ width: 1180, height: 800 });
  return run;
};
