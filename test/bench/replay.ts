import { createRunner, PuppeteerRunnerExtension } from '@puppeteer/replay';
import type { UserFlow } from '@puppeteer/replay';
import type { Browser, Page } from 'puppeteer-core';
import { usualSettings } from '../../shared/src/automation/automation.ts';
import type { Automation } from '../../shared/src/automation/automation.ts';
import { play } from '../../shared/src/player/play.ts';
import type { Step } from '../../shared/src/steps/index.ts';
import { servePages } from '../harness/pages.ts';
import { freshPage, launchShell } from '../harness/shell.ts';
import type { Unnumbered } from '../harness/theatre.ts';
import type { Family } from './figure.ts';

const fields = ['name', 'mail', 'city'];
const buttons = ['#b1', '#b2', '#b3', '#b100'];

const site = {
  '/': `<form onsubmit="event.preventDefault(); location = '/list'">
    ${fields.map((field) => `<label>${field} <input id=${field}></label>`).join('')}
    <select id=state aria-label=State><option value=o>Open<option value=c>Closed</select><button id=go>Go</button></form>`,
  '/list': `<ul>${Array.from({ length: 200 }, (_, at) => `<li><a href="/item">Item ${at}</a> <button id=b${at}>B${at}</button>`).join('')}</ul>`,
  '/item': `<button id=x onclick="this.textContent = 'done'">X</button><a id=home href="/">Home</a>`,
};

const ourSteps = (origin: string): Step[] => {
  const target = (selector: string) => ({ name: 'it', selectors: [selector] });
  const click = (selector: string): Unnumbered => ({
    type: 'click',
    target: target(selector),
    how: 'single',
  });
  const steps: Unnumbered[] = [
    { type: 'go-to', url: `${origin}/` },
    ...fields.map((field): Unnumbered => ({
      type: 'fill',
      target: target(`#${field}`),
      value: 'Hello world',
    })),
    { type: 'select', target: target('#state'), options: ['Closed'] },
    ...['::-p-aria([name="Go"][role="button"])', ...buttons, 'li:nth-child(8) a'].map(click),
    ...['#x', '#home', '#go'].map(click),
  ];
  return steps.map((step, at): Step => Object.assign(step, { id: `s${at}` }));
};

const theirFlow = (origin: string): UserFlow => {
  const arrives = (path: string) => ({
    assertedEvents: [{ type: 'navigation', url: origin + path, title: '' }],
  });
  const click = (selector: string, more: object = {}) => ({
    type: 'click',
    selectors: [[selector]],
    offsetX: 5,
    offsetY: 5,
    ...more,
  });
  const change = (selector: string, value: string) => ({
    type: 'change',
    selectors: [[selector]],
    value,
  });
  const steps = [
    { type: 'navigate', url: `${origin}/`, ...arrives('/') },
    ...fields.map((field) => change(`#${field}`, 'Hello world')),
    change('#state', 'c'),
    click('aria/Go', arrives('/list')),
    ...buttons.map((button) => click(button)),
    click('li:nth-child(8) a', arrives('/item')),
    click('#x'),
    click('#home', arrives('/')),
    click('#go', arrives('/list')),
  ];
  return { title: 'Task', steps } as UserFlow;
};

const ours = async (page: Page, origin: string): Promise<void> => {
  const automation: Automation = {
    v: 1,
    name: 'Task',
    steps: ourSteps(origin),
    inputs: [],
    secrets: [],
    origins: [origin],
    settings: { ...usualSettings, pictures: 'none' },
    changed: { version: 1, at: 1 },
  };
  const context = {
    page,
    signal: AbortSignal.timeout(60_000),
    now: Date.now,
    reveal: String,
    hasSession: false,
    mark: () => Promise.resolve(),
  };
  for await (const { status, error } of play(automation, context))
    if (status !== 'succeeded')
      throw new Error(`Ours did not do the task: ${error?.code ?? status}`);
};

const theirs = async (browser: Browser, page: Page, origin: string): Promise<void> => {
  const extension = new PuppeteerRunnerExtension(browser, page, {
    timeout: 10_000,
  });
  await (await createRunner(theirFlow(origin), extension)).run();
};

const timed = async (page: Page, origin: string, work: () => Promise<void>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  const tookMs = performance.now() - startedAt;
  if (page.url() !== `${origin}/list`) throw new Error(`The task ended at ${page.url()}`);
  await page.browserContext().close();
  return tookMs;
};

const rounds = 9;

/** One task of 20 acts on one site, done by both players in turn in one browser. */
export const replay: Family = {
  figures: [{ name: 'replay-speedup', unit: '', goal: { atLeast: 1.25 } }],
  measure: async () => {
    await using pages = await servePages(site);
    const { origin } = pages;
    const browser = await launchShell();
    const ratios: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const [first, second] = [await freshPage(browser), await freshPage(browser)];
      const oursMs = await timed(first, origin, () => ours(first, origin));
      const theirsMs = await timed(second, origin, () => theirs(browser, second, origin));
      ratios.push(theirsMs / oursMs);
    }
    await browser.close();
    return { 'replay-speedup': ratios.slice(1) };
  },
};
