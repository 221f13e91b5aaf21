import puppeteer from 'puppeteer-core';
import type { Browser } from 'puppeteer-core';

import { isRoot } from './users.ts';

/**
 * Opens a browser that the person can use as any other, with the extension in it, at one of its pages.
 * Its profile stays in `profile`. Chrome takes an extension only over a pipe, not by an argument.
 */
export const openWindow = async (options: {
  browser: string;
  extensionFolder: string;
  profile: string;
  /** Of the extension's own pages. */
  page: string;
}): Promise<Browser> => {
  const browser = await puppeteer.launch({
    executablePath: options.browser,
    headless: false,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    userDataDir: options.profile,
    // The person's own browser: none of the shortcuts of an automated one.
    ignoreDefaultArgs: true,
    args: [
      '--remote-debugging-pipe',
      '--enable-unsafe-extension-debugging',
      `--user-data-dir=${options.profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      ...(isRoot() ? ['--no-sandbox', '--test-type'] : []),
    ],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const id = await browser.installExtension(options.extensionFolder);
  const [blank] = await browser.pages();
  const page = blank ?? (await browser.newPage());
  await page.goto(`chrome-extension://${id}/${options.page}`);
  return browser;
};
