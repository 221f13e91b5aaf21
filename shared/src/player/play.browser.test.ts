import type { ServerResponse } from 'node:http';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshPage, launchShell } from '../../../test/harness/shell.ts';
import { servePages } from '../../../test/harness/pages.ts';
import type { Pages } from '../../../test/harness/pages.ts';
import { usualSettings } from '../automation/automation.ts';
import type { Automation } from '../automation/automation.ts';
import { StepError } from '../base/errors.ts';
import { isSecret } from '../base/text.ts';
import type { Step } from '../steps/index.ts';
import { outcomeSchema } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { PlayContext } from './play-context.ts';
import { play } from './play.ts';

let browser: Browser;
let pages: Pages;
beforeAll(async () => {
  [browser, pages] = await Promise.all([launchShell(), servePages()]);
});
afterAll(async () => {
  await browser.close();
  await pages[Symbol.asyncDispose]();
});

type Unnumbered = Step extends infer S ? (S extends Step ? Omit<S, 'id'> : never) : never;
type Played = { outcomes: readonly Outcome[]; page: Page; codes: readonly (string | undefined)[] };

const secrets: Readonly<Record<string, string>> = { password: 'canary-7f3a' };

const automationOf = (steps: readonly Unnumbered[], more: Partial<Automation>): Automation => ({
  v: 1,
  name: 'Test',
  steps: steps.map((step, at) => ({ id: `s${at}`, ...step }) as Step),
  inputs: [],
  secrets: [],
  origins: [],
  settings: { ...usualSettings, stepTimeoutMs: 8000 },
  changed: { version: 1, at: 1 },
  ...more,
});

/** Plays steps on a fresh page, and checks that every outcome is one by its schema. */
const played = async (
  steps: readonly Unnumbered[],
  context: Partial<PlayContext> = {},
  automation: Partial<Automation> = {},
): Promise<Played> => {
  const page = await freshPage(browser);
  const outcomes: Outcome[] = [];
  const whole = automationOf(steps, automation);
  const all: PlayContext = {
    page,
    signal: new AbortController().signal,
    now: Date.now,
    reveal: (text) => (isSecret(text) ? secrets[text.secret]! : String(text)),
    hasSession: false,
    mark: () => Promise.resolve(),
    limits: { findMs: 1500, settleMs: 2000 },
    ...context,
  };
  for await (const outcome of play(whole, all)) outcomes.push(outcomeSchema.parse(outcome));
  return { outcomes, page, codes: outcomes.map(({ error, status }) => error?.code ?? status) };
};

const target = (name: string, ...selectors: string[]) => ({ name, selectors });
const goTo = (path: string): Unnumbered => ({ type: 'go-to', url: pages.origin + path });
const click = (...selectors: string[]): Unnumbered => ({
  type: 'click',
  target: target('it', ...selectors),
  how: 'single',
});
const read = (name: string, ...selectors: string[]): Unnumbered => ({
  type: 'get-data',
  name,
  target: target(name, ...selectors),
  part: 'text',
});
const valuesOf = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap(({ values = [] }) => values.map(({ value }) => value));

describe('steps', () => {
  it('fill, choose, tick and press as a person does', async () => {
    pages.set(
      '/form',
      `<form onsubmit="event.preventDefault(); out.textContent = JSON.stringify([...new FormData(this)])">
        <label>Name <input name=name value=old></label>
        <label>Password <input name=pass type=password></label>
        <input name=day type=date aria-label=Day>
        <select name=state aria-label=State><option value=o>Open<option value=c>Closed</select>
        <label style="display:block"><input name=only type=checkbox style="opacity:0;width:0">Only mine</label>
        <button>Save</button></form><p id=out></p>`,
    );
    const { outcomes, codes } = await played([
      goTo('/form'),
      {
        type: 'fill',
        target: target('Name', '::-p-aria([name="Name"][role="textbox"])'),
        value: 'Ada ü',
      },
      {
        type: 'fill',
        target: target('Password', '::-p-aria([name="Password"])'),
        value: { secret: 'password' },
      },
      { type: 'fill', target: target('Day', '[name=day]'), value: '2026-11-24' },
      { type: 'select', target: target('State', '[name=state]'), options: ['Closed'] },
      { type: 'tick', target: target('Only mine', '[name=only]'), checked: true },
      { type: 'press', key: 'Enter', target: target('Name', '[name=name]') },
      read('form', '#out'),
    ]);
    expect(codes).toEqual(Array(8).fill('succeeded'));
    expect(JSON.parse(valuesOf(outcomes)[0]!)).toEqual([
      ['name', 'Ada ü'],
      ['pass', 'canary-7f3a'],
      ['day', '2026-11-24'],
      ['state', 'c'],
      ['only', 'on'],
    ]);
    const beforeRead = JSON.stringify(outcomes.slice(0, -1));
    expect(beforeRead).not.toContain('canary');
  });

  it('a page hears key presses, and a change when the field is left to read', async () => {
    pages.set(
      '/keys',
      `<input id=a onkeyup="k.textContent += event.key" onchange="c.textContent = this.value">
       <p id=k></p><p id=c></p>`,
    );
    const { outcomes } = await played([
      goTo('/keys'),
      { type: 'fill', target: target('a', '#a'), value: 'xyz' },
      read('c', '#c'),
      read('k', '#k'),
    ]);
    expect(valuesOf(outcomes)).toEqual(['xyz', 'z']);
  });

  it('double, right and held clicks arrive as such', async () => {
    pages.set(
      '/clicks',
      `<button id=b ondblclick="out.textContent += 'double '" oncontextmenu="out.textContent += 'right '"
        onclick="if (event.shiftKey) out.textContent += 'shift'">B</button><p id=out></p>`,
    );
    const b = target('B', '#b');
    const { outcomes } = await played([
      goTo('/clicks'),
      { type: 'click', target: b, how: 'double' },
      { type: 'click', target: b, how: 'right' },
      { type: 'click', target: b, how: 'single', modifiers: ['Shift'] },
      read('out', '#out'),
    ]);
    expect(valuesOf(outcomes)).toEqual(['double right shift']);
  });

  it('a table is read by its repeated row', async () => {
    pages.set(
      '/table',
      `<table id=t><tbody><tr><td>1</td><td><a href="/a">A</a></td></tr>
        <tr hidden><td>x</td></tr><tr><td>2</td><td></td></tr></tbody></table>`,
    );
    const columns = [
      { name: 'No', selector: 'td:nth-child(1)' },
      { name: 'Link', selector: 'a', part: 'href' as const },
    ];
    const { outcomes } = await played([
      goTo('/table'),
      {
        type: 'get-table',
        target: target('T', '#t'),
        name: 't',
        row: ':scope tr',
        columns,
        limit: 10,
      },
    ]);
    expect(outcomes[1]?.tables?.[0]?.table).toEqual({
      columns: ['No', 'Link'],
      rows: [
        ['1', `${pages.origin}/a`],
        ['2', ''],
      ],
    });
  });

  it('checks say what was not as expected', async () => {
    pages.set('/titled', '<title>Invoices 7</title><h1 id=h>Two  open</h1>');
    const check = (what: 'title' | 'text' | 'address', value: string): Unnumbered => ({
      type: 'check',
      what,
      compare: 'contains',
      value,
    });
    const { codes } = await played(
      [
        goTo('/titled'),
        check('title', 'Invoices'),
        check('text', 'Two open'),
        { type: 'check', what: 'element', target: target('h', '#h'), compare: 'is', value: 'Two' },
      ],
      { limits: { findMs: 300 } },
    );
    expect(codes).toEqual(['succeeded', 'succeeded', 'succeeded', 'check-failed']);
  });

  it('tabs that a page opens are turned to, closed, and come back from', async () => {
    pages.set('/first', '<a id=a href="/second" target=_blank>Open</a><p id=p>first</p>');
    pages.set('/second', '<p id=p>second</p>');
    const { outcomes, codes } = await played([
      goTo('/first'),
      click('#a'),
      { type: 'switch-tab', tab: 1 },
      read('p', '#p'),
      { type: 'close-tab', tab: 1 },
      read('p', '#p'),
      { type: 'open-tab', url: `${pages.origin}/second` },
      read('p', '#p'),
      { type: 'switch-tab', tab: 0 },
      goTo('/second'),
      { type: 'back' },
      read('p', '#p'),
    ]);
    expect(codes).toEqual(Array(12).fill('succeeded'));
    expect(valuesOf(outcomes)).toEqual(['second', 'first', 'second', 'first']);
  });

  it('hover, scroll and waits', async () => {
    pages.set(
      '/long',
      `<div id=menu onmouseenter="item.hidden = false">Menu</div><p id=item hidden>Item</p>
       <div style="height:5000px"></div><script>addEventListener('scroll', () =>
       setTimeout(() => history.pushState(0, '', '/long/' + scrollY), 100))</script>`,
    );
    const { codes } = await played([
      goTo('/long'),
      { type: 'hover', target: target('Menu', '#menu') },
      { type: 'wait', until: 'element', target: target('Item', '::-p-text(Item)') },
      { type: 'scroll', x: 0, y: 900 },
      { type: 'wait', until: 'address', address: `${pages.origin}/long/900` },
      { type: 'wait', until: 'time', durationMs: 10 },
    ]);
    expect(codes).toEqual(Array(6).fill('succeeded'));
  });
});

describe('after an act', () => {
  it('the next step sees the page that a link leads to, though the old one has the same button', async () => {
    const slow = (body: string) => (_request: unknown, response: ServerResponse) => {
      setTimeout(() => response.setHeader('content-type', 'text/html').end(body), 300);
    };
    pages.set('/p1', '<a id=next href="/p2">Next</a>');
    pages.set('/p2', slow('<a id=next href="/p3">Next</a>'));
    pages.set('/p3', slow('<a id=next href="/p4">Next</a><p id=p>three</p>'));
    const { outcomes } = await played([
      goTo('/p1'),
      click('#next'),
      click('#next'),
      read('p', '#p'),
    ]);
    expect(valuesOf(outcomes)).toEqual(['three']);
  });

  it('what a click fetches is there before the next step reads', async () => {
    pages.set('/data', (_request, response) => {
      setTimeout(() => response.end('fresh'), 300);
    });
    pages.set(
      '/spa',
      `<button id=b onclick="fetch('/data').then((r) => r.text()).then((t) => p.textContent = t)">B</button>
       <p id=p>stale</p>`,
    );
    const { outcomes } = await played([goTo('/spa'), click('#b'), read('p', '#p')]);
    expect(valuesOf(outcomes)).toEqual(['fresh']);
  });

  it('a request that never ends is waited for once', async () => {
    pages.set('/endless', () => undefined);
    pages.set('/poll', `<button id=b onclick="fetch('/endless')">B</button>`);
    const { outcomes } = await played([goTo('/poll'), click('#b'), click('#b')], {
      limits: { findMs: 1000, settleMs: 400 },
    });
    const [, first, second] = outcomes.map(({ durationMs }) => durationMs);
    expect(first).toBeGreaterThanOrEqual(400);
    expect(second).toBeLessThan(300);
  });
});

describe('what goes wrong', () => {
  it('ends the run, and the rest is not run', async () => {
    pages.set('/empty', '<p>Nothing</p>');
    const { codes, outcomes } = await played([goTo('/empty'), click('#no', '.no'), goTo('/empty')]);
    expect(codes).toEqual(['succeeded', 'target-not-found', 'not-run']);
    expect(outcomes[1]?.error?.facts.tried).toEqual([
      { selector: '#no', found: 0, shown: 0 },
      { selector: '.no', found: 0, shown: 0 },
    ]);
  });

  it('goes on where the automation says so', async () => {
    pages.set('/empty', '<p>Nothing</p>');
    const { codes } = await played([
      goTo('/empty'),
      { ...click('#no'), onError: 'continue' } as Unnumbered,
      goTo('/empty'),
    ]);
    expect(codes).toEqual(['succeeded', 'target-not-found', 'succeeded']);
  });

  it('a dialog that asks is dismissed and ends the step, one that only tells does not', async () => {
    pages.set(
      '/ask',
      `<button id=a onclick="alert('Hi')">A</button><button id=b onclick="confirm('Sure?')">B</button>`,
    );
    const { codes, outcomes } = await played([goTo('/ask'), click('#a'), click('#b')]);
    expect(codes).toEqual(['succeeded', 'succeeded', 'dialog-open']);
    expect(outcomes[1]?.dialogs).toEqual([{ kind: 'alert', message: 'Hi' }]);
    expect(outcomes[2]?.dialogs).toEqual([{ kind: 'confirm', message: 'Sure?' }]);
  });

  it('a download is refused and named', async () => {
    pages.set('/file', (_request, response) => {
      response.setHeader('content-disposition', 'attachment').end('bytes');
    });
    pages.set('/downloads', '<a id=a href="/file?token=1">Get</a>');
    const { codes, outcomes } = await played([goTo('/downloads'), click('#a')]);
    expect(codes).toEqual(['succeeded', 'download-refused']);
    expect(outcomes[1]?.downloads).toEqual([`${pages.origin}/file`]);
  });

  it('a site that does not answer has its own code', async () => {
    const { codes } = await played([{ type: 'go-to', url: 'http://127.0.0.1:9/' }]);
    expect(codes).toEqual(['site-unreachable']);
  });

  it('a step that takes too long is timed out', async () => {
    pages.set('/never', () => undefined);
    const { codes, outcomes } = await played([{ ...goTo('/never'), timeoutMs: 400 } as Unnumbered]);
    expect(codes).toEqual(['timed-out']);
    expect(outcomes[0]?.error?.facts.waitedMs).toBe(400);
  });

  it('the signal stops the step under way', async () => {
    pages.set('/never', () => undefined);
    const { codes } = await played([goTo('/never'), goTo('/never')], {
      signal: AbortSignal.timeout(300),
    });
    expect(codes).toEqual(['stopped', 'not-run']);
  });

  it('a write that the fence refused ends the run, whatever the page made of it', async () => {
    pages.set('/write', `<button id=b onclick="fetch('/save', { method: 'POST' })">B</button>`);
    const refused = {
      at: 1,
      why: 'write' as const,
      method: 'POST',
      origin: pages.origin,
      path: '/save',
    };
    const log = { refused: () => (pages.asked.includes('POST /save') ? [refused] : []) };
    const { codes, outcomes } = await played([goTo('/write'), click('#b'), goTo('/write')], {
      fenceLog: log,
    });
    expect(codes).toEqual(['succeeded', 'write-refused', 'not-run']);
    expect(outcomes[1]?.refused).toEqual([refused]);
  });
});

describe('the mark', () => {
  it('is asked once, before the first step that sends data, and what refuses it is thrown', async () => {
    pages.set('/two', '<button id=b>B</button>');
    const sends = [{ origin: pages.origin, method: 'POST' as const, path: '/x' }];
    const writing = { ...click('#b'), sends } as Unnumbered;
    let marks = 0;
    const mark = () => {
      marks++;
      return Promise.resolve();
    };
    await played([goTo('/two'), click('#b')], { mark });
    expect(marks).toBe(0);
    await played([goTo('/two'), writing, writing], { mark });
    expect(marks).toBe(1);
  });
});

describe('signing in', () => {
  const signInSteps = (): readonly Unnumbered[] => [
    goTo('/login'),
    {
      type: 'fill',
      target: target('Password', '#pass'),
      value: { secret: 'password' },
      page: `${pages.origin}/login`,
    },
    { ...click('#in'), page: `${pages.origin}/login` } as Unnumbered,
    { ...read('who', '#who'), page: `${pages.origin}/home` } as Unnumbered,
  ];
  const signIn = () => ({
    steps: ['s0', 's1', 's2'],
    address: `${pages.origin}/login`,
    landing: `${pages.origin}/home`,
  });
  const serveSite = () => {
    pages.set(
      '/login',
      `<input id=pass type=password><button id=in onclick="document.cookie = 'ok=1'; location = '/home'">In</button>`,
    );
    pages.set('/home', (request, response) => {
      const isIn = request.headers.cookie?.includes('ok=1');
      if (isIn)
        return void response.setHeader('content-type', 'text/html').end('<p id=who>Ada</p>');
      response.writeHead(302, { location: '/login' }).end();
    });
  };

  it('is skipped while the session works', async () => {
    serveSite();
    const page = await freshPage(browser);
    await page.browserContext().setCookie({ name: 'ok', value: '1', domain: '127.0.0.1' });
    const { codes } = await played(signInSteps(), { page, hasSession: true }, { signIn: signIn() });
    expect(codes).toEqual(['skipped', 'skipped', 'skipped', 'succeeded']);
  });

  it('is played when the session turns out not to work', async () => {
    serveSite();
    const { codes } = await played(signInSteps(), { hasSession: true }, { signIn: signIn() });
    expect(codes).toEqual([...Array(3).fill('skipped'), ...Array(4).fill('succeeded')]);
  });

  it('a sign-in page in the place of what was expected is told at once', async () => {
    serveSite();
    const home: Unnumbered = { ...read('who', '#who'), page: `${pages.origin}/home` } as Unnumbered;
    const startedAt = Date.now();
    const { codes } = await played([goTo('/home'), home], {
      hasSession: true,
      limits: { findMs: 10_000 },
    });
    expect(codes).toEqual(['succeeded', 'session-expired']);
    expect(Date.now() - startedAt).toBeLessThan(5000);
  });
});

it('an error that is no step’s is thrown', async () => {
  pages.set('/two', '<button id=b>B</button>');
  const onPicture = () => Promise.reject(new StepError('page-too-large'));
  const settings = { ...usualSettings, pictures: 'each' as const };
  await expect(played([goTo('/two')], { onPicture }, { settings })).rejects.toThrow(StepError);
});
