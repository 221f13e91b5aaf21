import type { Page } from 'puppeteer-core';

import { openPopup } from './person.ts';
import type { Person } from './person.ts';
import { pressToClose, says, screenAt } from './screen.ts';

/** Presses “Record on this site” in the popup. Answers the side panel, once it shows the first step. */
export const startRecording = async (person: Person, page: Page): Promise<Page> => {
  const popup = await openPopup(person, page);
  await pressToClose(popup, 'Record on this site');
  const panel = await screenAt(person.browser, '/sidepanel.html');
  await panel.waitForSelector('ol > li');
  await page.bringToFront();
  return panel;
};

/** The steps as the panel says them, in order. */
export const recordedSteps = (panel: Page): Promise<string[]> =>
  panel.$$eval('ol > li', (rows) =>
    rows.flatMap((row) => row.innerText.split('\n').find((line) => /\D/.test(line)) ?? []),
  );

/** Waits until the panel says this step. */
export const recorded = (panel: Page, sentence: string): Promise<void> => says(panel, sentence);

/** Presses “Stop and review” in the panel. Answers the review. */
export const stopAndReview = async ({ browser }: Person, panel: Page): Promise<Page> => {
  await pressToClose(panel, 'Stop and review');
  const review = await screenAt(browser, '/app.html#/review/');
  await review.setViewport({ width: 1280, height: 860 });
  await says(review, 'Review before saving');
  return review;
};
