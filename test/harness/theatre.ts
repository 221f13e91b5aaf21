import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import { usualSettings } from '../../shared/src/automation/automation.ts';
import type { Automation } from '../../shared/src/automation/automation.ts';
import { outcomeSchema } from '../../shared/src/player/outcome.ts';
import type { Outcome } from '../../shared/src/player/outcome.ts';
import type { PlayContext } from '../../shared/src/player/play-context.ts';
import { play } from '../../shared/src/player/play.ts';
import type { Step } from '../../shared/src/steps/index.ts';
import { servePages } from './pages.ts';
import type { Pages } from './pages.ts';
import { freshPage, launchShell } from './shell.ts';

/** A step that has no id yet. */
export type Unnumbered = Step extends infer S ? (S extends Step ? Omit<S, 'id'> : never) : never;

/** What came of playing: outcomes, and for each its error's code or else its state. */
export type Played = {
  readonly outcomes: readonly Outcome[];
  readonly codes: readonly (string | undefined)[];
};

/** A browser, a small site, and steps on it. */
export type Theatre = {
  readonly pages: Pages;
  readonly freshPage: () => Promise<Page>;
  /** Plays steps on a fresh page, and checks that every outcome is one by its schema. */
  readonly played: (
    steps: readonly Unnumbered[],
    context?: Partial<PlayContext>,
    automation?: Partial<Automation>,
  ) => Promise<Played>;
  readonly goTo: (path: string) => Unnumbered;
};

/** What the secret `password` reveals. */
export const canary = 'canary-7f3a';

/** Gives the tests of a file one browser and one site. Its parts are there once the tests run. */
export const useTheatre = (): Theatre => {
  let browser: Browser;
  let pages: Pages;
  beforeAll(async () => {
    [browser, pages] = await Promise.all([launchShell(), servePages()]);
  });
  afterAll(async () => {
    await browser.close();
    await pages[Symbol.asyncDispose]();
  });
  return {
    get pages() {
      return pages;
    },
    freshPage: () => freshPage(browser),
    goTo: (path) => ({ type: 'go-to', url: pages.origin + path }),
    played: async (steps, context = {}, automation = {}) => {
      const outcomes: Outcome[] = [];
      const whole = automationOf(steps, automation);
      const all = { ...usualContext(await freshPage(browser)), ...context };
      for await (const outcome of play(whole, all)) outcomes.push(outcomeSchema.parse(outcome));
      return { outcomes, codes: outcomes.map(({ error, status }) => error?.code ?? status) };
    },
  };
};

const automationOf = (steps: readonly Unnumbered[], more: Partial<Automation>): Automation => ({
  v: 1,
  name: 'Test',
  steps: steps.map((step, at) => ({ id: `s${at}`, ...step })),
  inputs: [],
  secrets: [],
  origins: [],
  settings: { ...usualSettings, stepTimeoutMs: 8000 },
  changed: { version: 1, at: 1 },
  ...more,
});

const usualContext = (page: Page): PlayContext => ({
  page,
  signal: new AbortController().signal,
  now: Date.now,
  reveal: (text) => (typeof text === 'string' ? text : canary),
  hasSession: false,
  mark: () => Promise.resolve(),
  limits: { findMs: 1500, settleMs: 2000 },
});

/** A target of these selectors. */
export const target = (name: string, ...selectors: string[]) => ({ name, selectors });

/** A single click. */
export const click = (...selectors: string[]): Unnumbered => ({
  type: 'click',
  target: target('it', ...selectors),
  how: 'single',
});

/** Reads a text. */
export const read = (name: string, ...selectors: string[]): Unnumbered => ({
  type: 'get-data',
  name,
  target: target(name, ...selectors),
  part: 'text',
});

/** The values that were read. */
export const valuesOf = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.flatMap(({ values = [] }) => values.map(({ value }) => value));
