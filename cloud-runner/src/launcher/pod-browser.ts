import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { EngineError } from '@mayfly/shared/base/errors.ts';

import { browserPlaces } from '../pod/browser/executable.ts';
import { addPrograms } from './programs.ts';
import type { Program } from './programs.ts';

/** What Debian brings: the shell for runs, the whole browser for the window. */
const debian: readonly Program[] = [
  {
    name: 'chromium-headless-shell',
    paths: ['/usr/lib/chromium/chromium-headless-shell'],
    debianPackage: 'chromium-headless-shell',
  },
  { name: 'chromium', debianPackage: 'chromium' },
];

/** Puts itself where the process unpacks things, since a shared folder may hold another's file by that name. */
const unpack = async (folder: string): Promise<string> => {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } catch (cause) {
    throw new EngineError('browser-not-found', { cause });
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
};

/**
 * The browser that plays runs: what is installed, else what Debian brings (as root), else the one from npm,
 * unpacked under `cache`. @throws EngineError `browser-not-found`
 */
export const providePodBrowser = async (cache: string): Promise<string> => {
  const installed = () => browserPlaces().find((path) => existsSync(path));
  const found = installed();
  if (found) return found;
  await addPrograms(debian);
  return installed() ?? unpack(join(cache, 'chromium'));
};
