import type { Page } from 'puppeteer-core';

import { press, says } from './screen.ts';

/** Presses a button that starts a run, sees it live, and waits until its report says how it ended and that all is erased. */
export const runBy = async (app: Page, button: string, ends = 'Succeeded'): Promise<void> => {
  const live = says(app, 'Stop this run');
  await press(app, button);
  await live;
  await says(app, ends, 90_000);
  await says(app, 'Erased');
};

/** Turns to a tab of the report, such as “Data”. */
export const turnTo = (app: Page, tab: string): Promise<void> =>
  app.locator(`[role=tab] ::-p-text(${tab}), [role=tab]::-p-text(${tab})`).click();

/** The rows of the first whole table that the report shows, by cell. */
export const rowsOf = (app: Page): Promise<string[][]> =>
  app.$eval('table', (table) =>
    [...table.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td, th')].map((cell) => cell.textContent?.trim() ?? ''),
    ),
  );

/** How many pictures the report shows that were opened and can be seen. */
export const picturesSeen = (app: Page): Promise<number> =>
  app.$$eval('img', (all) => all.filter(({ naturalWidth }) => naturalWidth > 0).length);
