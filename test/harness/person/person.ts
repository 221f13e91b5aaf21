import { extensionFolder } from '@mayfly/cloud-runner/launcher/builds.ts';
import type { Browser, Extension, Page } from 'puppeteer-core';

import { launchBrowser } from '../browser.ts';
import type { BrowserPlan } from '../browser.ts';
import { installPermitted } from '../permitted-extension.ts';
import type { Allowed } from '../permitted-extension.ts';
import { screenAt } from './screen.ts';

/** A person at a real browser with the real extension. */
export type Person = {
  browser: Browser;
  extension: Extension;
  /** The pages' address without what comes after `#`. */
  app: string;
  leave: () => Promise<void>;
};

/** Sits down at a fresh browser with the built extension; `allowed` is what they will say yes to when Chrome asks. */
export const sitDown = async (
  allowed: Allowed,
  plan: Omit<BrowserPlan, 'extensions'> = {},
): Promise<Person> => {
  const browser = await launchBrowser({ ...plan, extensions: [] });
  const { id, remove } = await installPermitted(browser, extensionFolder, allowed);
  const extension = (await browser.extensions()).get(id);
  if (!extension) throw new Error('The extension is not installed.');
  return {
    browser,
    extension,
    app: `chrome-extension://${id}/app.html`,
    leave: async () => {
      await browser.close();
      await remove();
    },
  };
};

/** Presses the Mayfly icon while this page is shown. Answers the real popup. */
export const openPopup = async ({ browser, extension }: Person, over: Page): Promise<Page> => {
  await over.bringToFront();
  await over.triggerExtensionAction(extension);
  return screenAt(browser, '/popup.html');
};

/** Opens one of the extension's pages in a tab of its own, such as `#/runs`. */
export const openApp = async ({ browser, app }: Person, route: string): Promise<Page> => {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 860 });
  await page.goto(`${app}${route}`);
  return page;
};
