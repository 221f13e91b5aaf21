import puppeteer from 'puppeteer-core';
import type { Browser, Page } from 'puppeteer-core';

/** Starts the browser that pods have. Rooms that test the player share one browser a file, and take a context for each test. */
export const launchShell = (args: readonly string[] = []): Promise<Browser> =>
  puppeteer.launch({
    executablePath: '/usr/lib/chromium/chromium-headless-shell',
    headless: 'shell',
    pipe: true,
    args: ['--no-sandbox', ...args], // The tests run as root; pods never start so.
  });

/** A page with cookies, tabs and storage of its own. */
export const freshPage = async (browser: Browser): Promise<Page> =>
  (await browser.createBrowserContext()).newPage();
