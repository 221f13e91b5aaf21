import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { top } from '../house/imports.ts';
import type { Family } from './figure.ts';

const run = promisify(execFile);
const versions = ['-p', 'node@24.21.0', '-p', 'pnpm@12.21.0'];

/** A checkout of what is committed, in a folder of its own. */
const checkOut = async (folder: string): Promise<string> => {
  await run('git', ['clone', '-q', '--no-hardlinks', top, folder]);
  return folder;
};

/** Installs as `npm start` does, with this folder as home. Answers how long it took, s. */
const install = async (checkout: string, home: string): Promise<number> => {
  const startedAt = performance.now();
  const command = 'pnpm install --frozen-lockfile --prefer-offline';
  await run('npx', ['-y', ...versions, '-c', command], {
    cwd: checkout,
    env: { ...process.env, HOME: home, XDG_DATA_HOME: undefined, XDG_CACHE_HOME: undefined },
    maxBuffer: 2 ** 26,
  });
  return (performance.now() - startedAt) / 1_000;
};

/** A fresh checkout: all of it fetched from npm, and once more with all of it at hand. */
export const installing: Family = {
  figures: [
    { name: 'cold-install-s', unit: 's' },
    { name: 'warm-install-s', unit: 's' },
  ],
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mayfly-install-'));
    const home = join(folder, 'home');
    mkdirSync(home);
    const settings = join(homedir(), '.npmrc'); // Where the registry is, on this machine.
    if (existsSync(settings)) copyFileSync(settings, join(home, '.npmrc'));
    try {
      const cold = await install(await checkOut(join(folder, 'cold')), home);
      const warm = await install(await checkOut(join(folder, 'warm')), home);
      return { 'cold-install-s': [cold], 'warm-install-s': [warm] };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
