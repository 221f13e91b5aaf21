import { spawnSync } from 'node:child_process';
import { sealKeys } from '@mayfly/shared/envelope/keys.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchBrowser } from '../../../test/harness/browser.ts';
import { startDisplay } from '../../../test/harness/display.ts';
import type { Display } from '../../../test/harness/display.ts';
import { builtExtension, openInside, pressRecord } from '../../../test/harness/recording/desk.ts';
import { startRecordingSite } from '../../../test/sites/recording.ts';
import type { RecordingSite } from '../../../test/sites/recording.ts';
import { strings } from './strings.ts';

const words = strings.permission;

/** The one test that answers Chrome's real question, by its keys, in a real window: without a window nobody can. */
describe('the permission for a site', () => {
  let display: Display;
  let site: RecordingSite;
  let browser: Browser;
  let panel: Page;
  let inside: Page;

  beforeAll(async () => {
    await ready();
    [display, site] = await Promise.all([startDisplay(), startRecordingSite()]);
    vi.stubEnv('DISPLAY', display.name);
    browser = await launchBrowser({ extensions: [], headed: true });
    const id = await browser.installExtension(await builtExtension());
    // The first page opens by itself, in whatever tab of the extension is there: not in one that is just opened here.
    await browser.waitForTarget((each) => each.url().endsWith('/app.html#/welcome'));
    const page = await browser.newPage();
    await page.goto(site.url);
    inside = await openInside(browser, id, sealKeys());
    await page.bringToFront();
    await pressRecord(browser, page, id);
    const target = await browser.waitForTarget((each) => each.url().endsWith('/sidepanel.html'));
    panel = await target.asPage();
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([site.stop(), display.stop()]);
    vi.unstubAllEnvs();
  });

  /** Presses keys in whatever window has them, until the panel shows `css`. */
  const answer = async (keys: readonly string[], css: string): Promise<void> => {
    await vi.waitFor(
      async () => {
        spawnSync('xdotool', ['key', '--clearmodifiers', ...keys]);
        await panel.waitForSelector(css, { timeout: 1000 });
      },
      { timeout: 20_000 },
    );
  };
  const granted = (): Promise<string[]> =>
    inside.evaluate(async () => (await chrome.permissions.getAll()).origins ?? []);

  test('is asked in the panel for this site alone, may be refused, and asked again', async () => {
    await panel.waitForSelector(`::-p-text(${words.allow})`);
    expect(await granted()).toEqual([]);
    await panel.click(`::-p-text(${words.allow})`);
    await answer(['Escape'], `::-p-text(${words.refused})`);
    expect(await granted()).toEqual([]);
    await panel.click(`::-p-text(${words.askAgain})`);
    await answer(['Tab', 'Return'], 'ol > li');
    expect(await granted()).toEqual(['http://127.0.0.1/*']);
  });
});
