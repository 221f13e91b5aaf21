import type { Page } from 'puppeteer-core';

import type { Person } from './person.ts';
import { press, says, screenAt } from './screen.ts';

/** Enters the secret that a field needs, in its dialog. */
export const enterSecret = async (review: Page, secret: string): Promise<void> => {
  await press(review, 'Enter secret');
  await review.locator('dialog input[type=password]').fill(secret);
  await press(review, 'Keep it for this automation');
  await says(review, 'Entered, locked when you confirm');
};

/** The review that a button of another screen opened. */
export const openedReview = async ({ browser }: Person): Promise<Page> => {
  const review = await screenAt(browser, '/app.html#/review/');
  await review.setViewport({ width: 1280, height: 860 });
  return review;
};

/** Gives the automation a name. */
export const nameIt = (review: Page, name: string): Promise<void> =>
  review.locator('::-p-aria([name="Name"][role="textbox"])').fill(name);

/** Signs, and arrives at the automation's page. */
export const confirm = async (review: Page): Promise<void> => {
  await press(review, 'Confirm and save');
  await review.waitForFunction(() => location.hash.startsWith('#/automation/'));
};
