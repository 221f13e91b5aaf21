import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'puppeteer-core';

/** Pictures of the demo. */
export type Pictures = {
  /** Takes one of a screen as it stands. */
  take: (page: Page, name: string) => Promise<void>;
  /** Where they lie, in the order in which they were taken. */
  readonly taken: readonly string[];
};

/** Writes them to a folder, as PNG. */
export const picturesIn = (folder: string): Pictures => {
  mkdirSync(folder, { recursive: true });
  const taken: string[] = [];
  return {
    taken,
    take: async (page, name) => {
      await page.evaluate(() => document.fonts.ready);
      const path = join(folder, `${name}.png`) as `${string}.png`;
      await page.screenshot({ path, clip: await shownOf(page) });
      taken.push(path);
    },
  };
};

/** The screen as it stands; of a popup, all that it draws, whatever room its window has here. */
const shownOf = (page: Page) =>
  page.evaluate(() => {
    const isPopup = location.pathname === '/popup.html';
    const drawn = isPopup ? document.querySelector('#root > *') : document.body;
    const { width, height } = (drawn ?? document.body).getBoundingClientRect();
    const room = isPopup ? { width, height } : { width: innerWidth, height: innerHeight };
    return {
      x: 0,
      y: 0,
      width: Math.min(width, room.width),
      height: Math.min(height, room.height),
    };
  });
