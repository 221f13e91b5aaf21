import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import { StepError } from '../../shared/src/base/errors.ts';
import type { Target } from '../../shared/src/base/target.ts';
import { find } from '../../shared/src/player/find.ts';
import type { FoundBy } from '../../shared/src/player/find.ts';
import { watchPage } from '../../shared/src/player/page-watch.ts';
import type { Purpose } from '../../shared/src/steps/step-context.ts';
import { servePages } from './pages.ts';
import type { Pages } from './pages.ts';
import { freshPage, launchShell } from './shell.ts';

/** What finding answered: how and what; or the refusal's code. `clicked`: the id of what heard the click. */
export type Found = {
  readonly code?: string;
  readonly message?: string;
  readonly by?: FoundBy;
  readonly text?: string;
  readonly clicked?: string;
};

/** What a target is wanted for, for how long, and whether to click it. */
export type Wish = {
  readonly purpose?: Purpose;
  readonly findMs?: number;
  readonly click?: boolean;
};

/** A target that needs no name. */
export type Wanted = Partial<Target> & { selectors: string[] };

/** A browser that keeps sites apart, and two sites. */
export type FindStage = {
  readonly pages: Pages;
  /** Another site: `other.example` with its port. */
  readonly elsewhere: Pages;
  /** Opens a page and finds a target on it. */
  readonly found: (html: string, target: Wanted, wish?: Wish) => Promise<Found>;
};

const listener = `<script>addEventListener('click', (event) => {
  document.title = event.composedPath()[0].id }, true)</script>`;

/** Gives the tests of a file one browser and two sites. Its parts are there once the tests run. */
export const useFindStage = (): FindStage => {
  let browser: Browser;
  let pages: Pages;
  let elsewhere: Pages;
  beforeAll(async () => {
    [browser, pages, elsewhere] = await Promise.all([
      launchShell(['--site-per-process', '--host-resolver-rules=MAP other.example 127.0.0.1']),
      servePages(),
      servePages(),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await pages[Symbol.asyncDispose]();
    await elsewhere[Symbol.asyncDispose]();
  });
  return {
    get pages() {
      return pages;
    },
    get elsewhere() {
      return elsewhere;
    },
    found: async (html, target, wish = {}) => {
      pages.set('/', html + listener);
      const page = await freshPage(browser);
      await page.goto(pages.origin);
      return foundOn(page, { name: 'it', ...target }, wish);
    },
  };
};

const foundOn = async (page: Page, target: Target, wish: Wish): Promise<Found> => {
  const { purpose = 'act', findMs = 1500, click = false } = wish;
  const watch = await watchPage(page);
  let by: FoundBy | undefined;
  try {
    const element = await find(target, purpose, {
      watch,
      findMs,
      signal: new AbortController().signal,
      now: Date.now,
      leaveField: false,
      reveal: String,
      onNothing: () => Promise.resolve(),
      onFound: (won) => {
        by = won;
      },
    });
    if (click) await element.click();
    return { ...(by && { by }), text: await element.read('text'), clicked: await page.title() };
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    return { code: error.code, message: error.message };
  } finally {
    await watch.stop();
  }
};
