import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from 'puppeteer-core';

const extension = createRequire(import.meta.resolve('@mayfly/extension/package.json'));
const source = readFileSync(extension.resolve('axe-core/axe.min.js'), 'utf8');

type Found = { violations: { id: string; nodes: { html: string }[] }[] };

/** What axe objects to on a page as it is shown now, in both themes. */
export const objections = async (page: Page): Promise<string[]> => {
  const all: string[] = [];
  for (const value of ['light', 'dark']) {
    // Without motion: what is half faded in has the contrast of neither end.
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await page.evaluate(source);
    const { violations } = (await page.evaluate('axe.run(document)')) as Found;
    all.push(
      ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${value} ${id} ${html}`)),
    );
  }
  return all;
};
