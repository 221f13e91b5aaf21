import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePages } from '../../../test/harness/pages.ts';
import type { Pages } from '../../../test/harness/pages.ts';
import { freshPage, launchShell } from '../../../test/harness/shell.ts';
import { StepError } from '../base/errors.ts';
import type { Target } from '../base/target.ts';
import type { Purpose } from '../steps/step-context.ts';
import { find } from './find.ts';
import type { FoundBy } from './find.ts';
import { watchPage } from './page-watch.ts';

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

type Found = {
  readonly code?: string;
  readonly message?: string;
  readonly by?: FoundBy;
  readonly text?: string;
  readonly clicked?: string;
};

type Wish = { readonly purpose?: Purpose; readonly findMs?: number; readonly click?: boolean };

/** Opens a page, finds a target on it, and says what was found; a click says which element heard it. */
const found = async (
  html: string,
  target: Partial<Target> & { selectors: string[] },
  { purpose = 'act', findMs = 1500, click = false }: Wish = {},
): Promise<Found> => {
  const heard = `<script>addEventListener('click', (event) => { document.title = event.composedPath()[0].id }, true)</script>`;
  pages.set('/', html + heard);
  const page = await freshPage(browser);
  await page.goto(pages.origin);
  const watch = await watchPage(page);
  let by: FoundBy | undefined;
  try {
    const element = await find({ name: 'it', ...target }, purpose, {
      watch,
      findMs,
      signal: new AbortController().signal,
      now: Date.now,
      leaveField: false,
      reveal: String,
      onNothing: () => undefined,
      onFound: (won) => {
        by = won;
      },
    });
    if (click) await element.click();
    return { by: by!, text: await element.read('text'), clicked: await page.title() };
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    return { code: error.code, message: error.message };
  } finally {
    await watch.stop();
  }
};

describe('selectors', () => {
  const html = `<main><label>Amount <input id=a></label><button id=b><img alt="Trash" width=9 height=9> Delete</button>
    <a href="/x" id=c>Open  the <b>list</b></a><p id=d>Deep</p><div data-testid=e>E</div></main>`;

  it.each([
    ['[data-testid="e"]', 'E'],
    ['::-p-aria([name="Trash Delete"][role="button"])', 'Delete'],
    ['::-p-aria(Open the list[role="link"])', 'Open the list'],
    ['::-p-aria([name="Amount"])', ''],
    ['::-p-text("Open the list")', 'Open the list'],
    ['::-p-text(deep)', 'Deep'],
    ['main > p', 'Deep'],
    ['::-p-xpath(/html/body/main/p)', 'Deep'],
  ])('%s is found', async (selector, text) => {
    expect(await found(html, { selectors: [selector] })).toMatchObject({ text });
  });

  it('are tried in rank order, and the one that won is told', async () => {
    const { by } = await found(html, { selectors: ['#gone', ':bad(', '#d', '#b'] });
    expect(by).toMatchObject({ selector: '#d', rank: 2, of: 4 });
  });

  it('a lower one decides between several that a higher one names, and never beyond them', async () => {
    const two = '<p id=a class=x>A</p><p id=b class=x>B</p><p id=c>C</p>';
    expect(await found(two, { selectors: ['.x', '#b'] })).toMatchObject({ text: 'B' });
    const beyond = await found(two, { selectors: ['.x', '#c'] }, { findMs: 300 });
    expect(beyond.code).toBe('target-ambiguous');
  });
});

describe('where things are', () => {
  it('open shadow roots are pierced', async () => {
    const html = `<x-card id=card></x-card><script>
      const root = card.attachShadow({ mode: 'open' });
      root.innerHTML = '<x-row></x-row>';
      root.firstChild.attachShadow({ mode: 'open' }).innerHTML = '<button id=deep>Deep</button>';</script>`;
    for (const selector of [
      '#card >>> #deep',
      '::-p-text(Deep)',
      '::-p-aria([name="Deep"][role="button"])',
    ]) {
      const { clicked } = await found(html, { selectors: [selector] }, { click: true });
      expect(clicked).toBe('deep');
    }
  });

  it('frames are entered, those of other sites too', async () => {
    const inner = `<button id=in onclick="this.textContent = 'Heard'">In</button>`;
    pages.set('/inner', inner);
    elsewhere.set('/inner', inner);
    const other = `${elsewhere.origin.replace('127.0.0.1', 'other.example')}/inner`;
    for (const url of [`${pages.origin}/inner`, other]) {
      const html = `<div style="height:1500px"></div><iframe src="${url}?x=1" style="border:7px solid; padding: 5px"></iframe>`;
      const frame = [{ url }];
      const answer = await found(html, { selectors: ['#in'], frame }, { click: true });
      expect([url, answer.text]).toEqual([url, 'Heard']);
    }
  });

  it('two frames of one address are told apart by their selectors', async () => {
    pages.set(
      '/inner',
      '<button id=in onclick="parent.document.title = frameElement.id">In</button>',
    );
    const html = '<iframe id=f1 src="/inner"></iframe><iframe id=f2 src="/inner"></iframe>';
    const url = `${pages.origin}/inner`;
    const target = { selectors: ['#in'], frame: [{ url, selectors: ['#f2'] }] };
    expect(await found(html, target, { click: true })).toMatchObject({ clicked: 'f2' });
  });

  it('what lies outside the window is scrolled to', async () => {
    const html = '<div style="height:4000px"></div><button id=low>Low</button>';
    expect(await found(html, { selectors: ['#low'] }, { click: true })).toMatchObject({
      clicked: 'low',
    });
  });

  it('a link broken over two lines is hit', async () => {
    const html =
      '<div style="width:120px">aaaaaaaaaaaaa <a id=l href="#">bbb cccccccccccc</a></div>';
    expect(await found(html, { selectors: ['#l'] }, { click: true })).toMatchObject({
      clicked: 'l',
    });
  });
});

describe('waiting', () => {
  it('what comes late is found as soon as it is there', async () => {
    const html = `<script>setTimeout(() => document.body.innerHTML += '<p id=late>Late</p>', 400)</script>`;
    const { by } = await found(html, { selectors: ['#late'] });
    expect(by?.waitedMs).toBeLessThan(900);
  });

  it('what moves is clicked where it comes to rest', async () => {
    const html = `<style>@keyframes go { from { margin-left: 600px } }</style>
      <button id=b style="animation: go 600ms linear">B</button>`;
    expect(await found(html, { selectors: ['#b'] }, { click: true })).toMatchObject({
      clicked: 'b',
    });
  });

  it('what is not enabled yet is waited for', async () => {
    const html = `<button id=b disabled>B</button><script>setTimeout(() => b.disabled = false, 400)</script>`;
    expect(await found(html, { selectors: ['#b'] }, { click: true })).toMatchObject({
      clicked: 'b',
    });
  });

  it('a cover that goes away is waited for', async () => {
    const html = `<button id=b>B</button><div id=o style="position:fixed;inset:0"></div>
      <script>setTimeout(() => o.remove(), 400)</script>`;
    expect(await found(html, { selectors: ['#b'] }, { click: true })).toMatchObject({
      clicked: 'b',
    });
  });

  it('a higher selector that comes late wins over a lower one that is there', async () => {
    const html = `<p id=low>Low</p><script>setTimeout(() => document.body.innerHTML += '<p id=high>High</p>', 60)</script>`;
    expect(await found(html, { selectors: ['#high', '#low'] })).toMatchObject({ text: 'High' });
  });
});

describe('refusals', () => {
  it.each<[string, string, Partial<Target> & { selectors: string[] }, string]>([
    ['nothing there', '<p>x</p>', { selectors: ['#a', '::-p-text(A)'] }, 'target-not-found'],
    ['two alike', '<p class=a>1</p><p class=a>2</p>', { selectors: ['.a'] }, 'target-ambiguous'],
    [
      'not shown',
      '<p id=a style="visibility:hidden">A</p>',
      { selectors: ['#a'] },
      'target-not-found',
    ],
    ['disabled', '<button id=a disabled>A</button>', { selectors: ['#a'] }, 'timed-out'],
    [
      'covered',
      '<button id=a>A</button><div style="position:fixed;inset:0"></div>',
      { selectors: ['#a'] },
      'timed-out',
    ],
    [
      'another thing at the same place',
      '<ul><li>Delete everything</li></ul>',
      {
        selectors: ['::-p-text(Show invoices)', 'ul > li:nth-child(1)'],
        fingerprint: {
          path: '',
          tag: 'li',
          text: 'Show invoices',
          box: { x: 0, y: 0, width: 1, height: 1 },
        },
      },
      'target-not-found',
    ],
  ])('%s', async (_name, html, target, code) => {
    expect(await found(html, target, { findMs: 400 })).toMatchObject({ code });
  });

  it('of two alike the one that shows is no doubt', async () => {
    const html = '<p class=a hidden>1</p><p class=a>2</p>';
    expect(await found(html, { selectors: ['.a'] })).toMatchObject({ text: '2' });
  });

  it('to read, a place may hold another text, and be covered', async () => {
    const html = '<ul><li>7</li></ul><div style="position:fixed;inset:0"></div>';
    const fingerprint = {
      path: '',
      tag: 'li',
      text: 'six',
      box: { x: 0, y: 0, width: 1, height: 1 },
    };
    const target = { selectors: ['#x', 'ul > li:nth-child(1)'], fingerprint };
    expect(await found(html, target, { purpose: 'read' })).toMatchObject({ text: '7' });
  });
});

it('the page cannot see or change what the player does in it', async () => {
  const html = `<p id=a>A</p><script>
    Document.prototype.querySelectorAll = () => [];
    Element.prototype.getBoundingClientRect = () => { throw new Error('seen') };</script>`;
  expect(await found(html, { selectors: ['#a'] })).toMatchObject({ text: 'A' });
});
