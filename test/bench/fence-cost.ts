import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'puppeteer-core';

import { startBrowser } from '@mayfly/cloud-runner/pod/browser.ts';
import { startFence } from '@mayfly/cloud-runner/pod/fence/fence.ts';
import { isRoot } from '@mayfly/cloud-runner/launcher/users.ts';
import { launchShell } from '../harness/shell.ts';
import { startHeavySite } from './heavy-site.ts';
import type { HeavySite } from './heavy-site.ts';
import type { Family } from './figure.ts';

const rounds = 11;
const uid = isRoot() ? 21_000 : undefined;

type Fenced = { browser: Browser; close: () => Promise<void> };

/** A pod's browser behind its fence, with one site granted. */
const startFenced = async ({ origin, authority }: HeavySite): Promise<Fenced> => {
  const dir = await mkdtemp(join(tmpdir(), 'mayfly-fenced-'));
  if (uid !== undefined) await chown(dir, uid, uid);
  const fence = startFence({ privateOrigins: [origin], caBundle: authority });
  fence.grant({ origins: [origin], writes: [], passive: false }, async () => undefined);
  const started = await startBrowser({ dir, uid, fence, forbidden: ['127.0.0.1:1'] });
  return {
    browser: started.browser,
    close: async () => {
      await started.close();
      fence.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

/** What a page takes until all of it is there, in a context of its own, ms. */
const timed = async (browser: Browser, visit: (page: Page) => Promise<unknown>) => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const startedAt = performance.now();
  await visit(page);
  const tookMs = performance.now() - startedAt;
  await context.close();
  return tookMs;
};

/** A page behind all fences, over the same page by plain puppeteer in the same browser program, in turn. */
export const fenceCost: Family = {
  figures: [
    { name: 'fence-cost', unit: '', goal: { atMost: 0.85 } },
    { name: 'fence-cost-10mb', unit: '', goal: { atMost: 0.9 } },
  ],
  measure: async () => {
    const site = await startHeavySite();
    const fenced = await startFenced(site);
    const plain = await launchShell(['--ignore-certificate-errors']);
    const ratios: [number[], number[]] = [[], []];
    const many = (page: Page) => page.goto(`${site.origin}/many`);
    const big = async (page: Page) => {
      await page.goto(`${site.origin}/big`);
      await page.waitForFunction(() => document.title === 'done', { polling: 'mutation' });
    };
    for (let round = 0; round <= rounds; round++) {
      for (const [at, visit] of [many, big].entries()) {
        const plainMs = await timed(plain, visit);
        ratios[at]?.push((await timed(fenced.browser, visit)) / plainMs);
      }
    }
    await Promise.all([plain.close(), fenced.close()]);
    await site.close();
    return { 'fence-cost': ratios[0].slice(1), 'fence-cost-10mb': ratios[1].slice(1) };
  },
};
