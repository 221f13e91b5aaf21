import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { buildExtension, extensionFolder } from '@mayfly/cloud-runner/launcher/builds.ts';
import type { Family } from './figure.ts';

const read = (path: string): string => readFileSync(join(extensionFolder, path), 'utf8');

const packedKib = (code: string): number => gzipSync(code, { level: 9 }).length / 1024;

/** Scripts that a script loads at once; what it loads later does not count. */
const importsOf = (code: string): string[] =>
  [...code.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+)["']/g)].map(
    ([, name]) => `chunks/${name}`,
  );

/** A script of the built extension and all that it loads at once, by path. */
const scriptsFrom = (path: string, seen = new Map<string, string>()): Map<string, string> => {
  if (seen.has(path)) return seen;
  const code = read(path);
  seen.set(path, code);
  for (const next of importsOf(code)) scriptsFrom(next, seen);
  return seen;
};

/** How much script the popup loads before it is drawn, and how much goes into a page that is recorded. */
export const sizes: Family = {
  figures: [
    { name: 'popup-js-kib', unit: 'KiB', goal: { atMost: 80 } },
    { name: 'content-script-kib', unit: 'KiB', goal: { atMost: 15 } },
  ],
  measure: async () => {
    await buildExtension();
    const entry = /<script type="module"[^>]* src="\/([^"]+)"/.exec(read('popup.html'))?.[1];
    if (!entry) throw new Error('popup.html names no script.');
    const scripts = [...scriptsFrom(entry).values()];
    return {
      'popup-js-kib': [scripts.reduce((sum, code) => sum + packedKib(code), 0)],
      'content-script-kib': [packedKib(read('recorder.js'))],
    };
  },
};
