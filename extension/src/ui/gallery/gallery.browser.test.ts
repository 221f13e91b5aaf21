import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import { build, preview } from 'vite';
import type { PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchShell } from '../../../../test/harness/shell.ts';
import { scenes } from './scenes.tsx';

const themes = ['light', 'dark'] as const;
const narrowestPage = 720;
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

let browser: Browser;
let server: PreviewServer;
let page: Page;
const outDir = mkdtempSync(join(tmpdir(), 'mayfly-gallery-'));

beforeAll(async () => {
  const common = { configFile: false, root: import.meta.dirname, logLevel: 'error' } as const;
  await build({ ...common, base: './', build: { outDir, emptyOutDir: true } });
  server = await preview({
    ...common,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  });
  browser = await launchShell();
  page = await browser.newPage();
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.evaluateOnNewDocument(() => {
    Object.assign(globalThis, { refused: [] });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) => {
      (globalThis as unknown as { refused: string[] }).refused.push(
        `${violatedDirective} ${sourceFile}`,
      );
    });
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(outDir, { recursive: true, force: true });
});

/** Opens a scene, with its tab where it names one. */
async function show(name: string, theme: string) {
  const address = server.resolvedUrls?.local[0] ?? '';
  const { width = 1280, height = 800 } = scenes[name] ?? {};
  await page.setViewport({ width, height });
  await page.goto(`${address}?scene=${name}&theme=${theme}`);
  await page.waitForSelector('main');
  const tab = scenes[name]?.click;
  if (!tab) return;
  await (await page.waitForSelector(`[role=tab]::-p-text(${tab})`))?.click();
  await page.waitForSelector(`[role=tab][aria-selected=true]::-p-text(${tab})`);
}

/** What the content security policy has refused since the scene was opened. */
function refused(): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { refused: string[] }).refused);
}

async function violations(): Promise<string[]> {
  await page.evaluate(axeSource);
  const options: RunOptions = { rules: { 'target-size': { enabled: true } } };
  const found = (await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)})`,
  )) as AxeResults;
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  );
}

describe.each(Object.keys(scenes))('the screen %s', (name) => {
  it.each(themes)(
    'in %s: nothing that axe or the content security policy objects to',
    async (theme) => {
      await show(name, theme);
      expect(await violations()).toEqual([]);
      expect(await refused()).toEqual([]);
      expect(await page.title()).toMatch(/ · Mayfly$/);
      expect(await page.$$eval('h1', (headings) => headings.length)).toBe(1);
      if (scenes[name]?.width === 1280) await expectToFit(narrowestPage);
    },
  );
});

/** Pages work from 720 px: nothing must be scrolled sideways. */
async function expectToFit(width: number) {
  await page.setViewport({ width, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    width,
  );
}

describe('by keyboard alone', () => {
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

  it('a report is worked through: steps, side, data', async () => {
    await show('report', 'light');
    await page.focus('[data-item="6"] button');
    await page.keyboard.press('j');
    expect(await focused()).toContain('Show all');
    await page.keyboard.press('k');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toContain('Rows');
    await page.keyboard.press('b');
    expect(await page.$eval('input[value=before]', (radio) => radio.checked)).toBe(true);
    await page.keyboard.press('d');
    await page.waitForSelector('[role=tab][aria-selected=true]::-p-text(Data)');
  });

  it('a list is walked, searched, and tells its keys; Esc closes only what lies on top', async () => {
    await show('automations', 'light');
    await page.focus('[data-item=a1] a');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Approve expenses under €50');
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { hidden: true });
    expect(await focused()).toBe('Approve expenses under €50');
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
    await page.keyboard.type('nothing like it');
    await page.waitForSelector('::-p-text(No automation has ‘nothing like it’)');
  });

  it('a dialog begins where there is something to fill in, never at what signs', async () => {
    await show('schedule', 'light');
    await page.waitForSelector('dialog[open] input:focus');
  });

  it('a menu opens, walks and closes, and the focus is back', async () => {
    await show('sign-ins', 'light');
    await page.focus('button[aria-label="More for ledger.halden.example"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=menu]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[role=menuitem][data-highlighted]');
    expect(await refused()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('[role=menu]', { hidden: true });
    await page.waitForSelector('button[aria-label="More for ledger.halden.example"]:focus');
  });

  it('a time zone is found by typing, above the dialog', async () => {
    await show('schedule', 'light');
    const zone = await page.waitForSelector('dialog[open] [role=combobox]');
    await zone?.click({ count: 3 });
    await zone?.type('Lisbon');
    await page.waitForSelector('dialog [role=option]::-p-text(Europe/Lisbon)');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog ::-p-text(Lisbon time)');
    expect(await refused()).toEqual([]);
  });
});
