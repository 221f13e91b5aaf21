import type { Page } from 'puppeteer-core';

import { usualSettings } from '@mayfly/shared/automation/automation.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import { servePages } from '../harness/pages.ts';
import { connect } from '../harness/person/connect.ts';
import { importAutomation } from '../harness/person/import.ts';
import { openApp, sitDown } from '../harness/person/person.ts';
import { confirm } from '../harness/person/review.ts';
import { runBy } from '../harness/person/run.ts';
import { says } from '../harness/person/screen.ts';
import { readOf } from '../harness/permit.ts';
import { startStack } from '../harness/stack.ts';
import type { Family } from './figure.ts';

const [rounds, stepCount, rowCount] = [9, 50, 1_000];

/**
 * From a click on a run in the list of runs until its report of 50 steps is drawn, with its pictures and what proves its
 * end, and then its table of 1,000 rows, page by page: each time in a tab of its own, on an unlocked device.
 */
export const reportOpen: Family = {
  figures: [{ name: 'report-open-ms', unit: 'ms', goal: { atMost: 300 } }],
  measure: async () => {
    const pages = await servePages({ '/': page() });
    const stack = await startStack({ settings: { privateOrigins: [pages.origin] } });
    const person = await sitDown({ origins: ['http://127.0.0.1/*'] });
    const first = await person.browser.newPage();
    await first.goto(pages.origin);
    await (await connect(person, first, stack.invitation)).close();
    const app = await openApp(person, '#/automations');
    await importAutomation(app, automation(pages.origin));
    await confirm(app);
    await runBy(app, 'Run now');
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const list = await openApp(person, '#/runs');
      await says(list, 'Erased');
      times.push(await timeToDraw(list));
      await list.close();
    }
    await person.leave();
    await stack.remove();
    await pages[Symbol.asyncDispose]();
    return { 'report-open-ms': times.slice(1) };
  },
};

const page = (): string => {
  const row = (_: unknown, at: number) => `<tr><td>Invoice ${at}</td><td>${at * 3}.50</td></tr>`;
  const rows = Array.from({ length: rowCount }, row).join('');
  return `<!doctype html><title>Invoices</title><h1>Invoices</h1><table>${rows}</table>`;
};

const automation = (origin: string): Automation => ({
  v: 1,
  name: 'Read much',
  steps: [
    { type: 'go-to', id: 'go', url: `${origin}/` },
    ...Array.from({ length: stepCount - 2 }, (_, at) => readOf('h1', `read-${at}`)),
    {
      type: 'get-table',
      id: 'table',
      name: 'invoices',
      target: { name: 'Invoices', selectors: ['table'] },
      row: 'tr',
      columns: [
        { name: 'Number', selector: 'td:nth-child(1)' },
        { name: 'Sum', selector: 'td:nth-child(2)' },
      ],
      limit: rowCount,
    },
  ],
  inputs: [],
  secrets: [],
  origins: [origin],
  settings: usualSettings,
  changed: { version: 1, at: 1 },
});

/** In the page itself, frame by frame: what is drawn, not what was told. */
const timeToDraw = (list: Page): Promise<number> =>
  list.evaluate(async (steps) => {
    const drawn = (isThere: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => (isThere() ? resolve() : requestAnimationFrame(look));
        look();
      });
    const count = (css: string) => document.querySelectorAll(css).length;
    const says = (words: string) => document.body.innerText.includes(words);
    const startedAt = performance.now();
    document.querySelector<HTMLElement>('tbody a')?.click();
    await drawn(() => says(`${steps} steps`) && says('Erased'));
    await drawn(() => [...document.images].every(({ complete }) => complete));
    const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
    tabs.find(({ innerText }) => innerText.startsWith('Data'))?.click();
    // What single steps read, and the first page of the table.
    await drawn(() => count('[role=tabpanel] tbody tr') >= steps - 2 + 50);
    return performance.now() - startedAt;
  }, stepCount);
