import type { Page } from 'puppeteer-core';

import { press, says } from '../harness/person/screen.ts';

/** Waits until the page shows how far the run is. */
export const seeLive = async (run: Page): Promise<void> => {
  await run.waitForSelector('progress').catch(async (cause: unknown) => {
    const shown = await run.evaluate(() => document.body.innerText);
    throw new Error(`The run's page, ${run.url()}, says:\n${shown}`, { cause });
  });
};

/** Waits until the run has ended well, its report is opened and checked, and its browser is told to be gone. */
export const seeReport = async (run: Page): Promise<void> => {
  await says(run, 'after the end', 60_000); // “Erased 0.7 s after the end”
  const title = await run.title();
  if (!title.startsWith('Succeeded')) {
    const shown = await run.evaluate(() => document.body.innerText);
    throw new Error(`The run did not go well. Its page, “${title}”, says:\n${shown}`);
  }
};

/** Opens the data of the report. Answers its rows. */
export const readRows = async (run: Page): Promise<string[][]> => {
  await press(run, 'Data');
  await run.waitForSelector('[role=tabpanel] tbody tr');
  return run.$$eval('[role=tabpanel] tbody tr', (rows) =>
    rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
  );
};

/** Has the device check everything once more, and waits for its verdict. */
export const checkProof = async (run: Page): Promise<void> => {
  await press(run, 'Erasure proof');
  await press(run, 'Verify now');
  for (const line of ['Unlocked once', 'Ended', 'Erased', 'Checked on the machine']) {
    await says(run, line);
  }
};
