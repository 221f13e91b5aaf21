import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type StartedBrowser, startBrowser } from '../browser.ts';
import { type Fence, type FenceOptions, startFence } from './fence.ts';
import type { FenceRules } from './rules.ts';

/** A browser behind a fence of its own, for tests. */
export type FencedBrowser = {
  page: Page;
  fence: Fence;
  started: StartedBrowser;
  /** The browser's own directory. */
  dir: string;
  /** How often the mark was asked for. */
  marks: () => number;
  /** Values of cookies that the fence told of. */
  cookies: string[];
  close: () => Promise<void>;
};

/** Starts one. As root the browser has a user of its own. */
export async function openFenced(
  options: FenceOptions,
  rules: Partial<FenceRules>,
): Promise<FencedBrowser> {
  const uid = process.getuid?.() === 0 ? 21_000 : undefined;
  const dir = await mkdtemp(join(tmpdir(), 'mayfly-fence-'));
  if (uid) await chown(dir, uid, uid);
  let marks = 0;
  const cookies: string[] = [];
  const fence = startFence(options);
  const mark = async () => {
    marks += 1;
  };
  fence.grant({ origins: [], writes: [], passive: false, ...rules }, mark, (value) =>
    cookies.push(value),
  );
  const started = await startBrowser({ dir, uid, fence });
  const [page] = await started.browser.pages();
  if (!page) throw new Error('the browser has no page');
  return {
    page,
    fence,
    started,
    dir,
    marks: () => marks,
    cookies,
    async close() {
      await started.close();
      fence.close();
      await rm(dir, { recursive: true });
    },
  };
}
