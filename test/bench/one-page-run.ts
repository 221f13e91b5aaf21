import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Family } from './figure.ts';
import { startOnePage } from './whole-runs.ts';

const run = promisify(execFile);
const shell = '/usr/lib/chromium/chromium-headless-shell';
const rounds = 9;

/** What a bare browser takes to print the page, with a profile of its own, ms. */
const dumpDom = async (url: string): Promise<number> => {
  const profile = mkdtempSync(join(tmpdir(), 'mayfly-bare-'));
  const startedAt = performance.now();
  await run(shell, ['--no-sandbox', `--user-data-dir=${profile}`, '--dump-dom', url]);
  const tookMs = performance.now() - startedAt;
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return tookMs;
};

/** From asking for a run to its sealed report, with no browser kept warm, over what a bare browser takes for the page. */
export const onePageRun: Family = {
  figures: [{ name: 'one-page-run', unit: '', goal: { atMost: 1.5 } }],
  measure: async () => {
    const onePage = await startOnePage(0);
    const ratios: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const bareMs = await dumpDom(`${onePage.pages.origin}/`);
      const { askedAt, reportedAt } = await onePage.run();
      ratios.push((reportedAt - askedAt) / bareMs);
    }
    await onePage.close();
    return { 'one-page-run': ratios.slice(1) };
  },
};
