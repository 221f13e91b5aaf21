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

/** The screen as it stands; of a popup, what it draws, since its window may be wider. */
const shownOf = (page: Page) =>
  page.evaluate(() => {
    const { width, height } = document.body.getBoundingClientRect();
    return {
      x: 0,
      y: 0,
      width: Math.min(width, innerWidth),
      height: Math.min(height, innerHeight),
    };
  });
