import { execFile } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { buildWhenStale, top } from './build.ts';

const run = promisify(execFile);

/** The programs of a runner. */
export type ProgramName = 'broker' | 'spawner' | 'service' | 'pod' | 'witness';

/** The built extension: a folder that a browser can load. */
export const extensionFolder = join(top, 'extension', 'dist');

/** A program, built: one file, with all that it ever loads. */
export const programFile = (name: ProgramName): string =>
  join(top, 'cloud-runner', 'dist', `${name}.mjs`);

/** Builds the extension when it is stale. Answers whether it did. */
export const buildExtension = (): Promise<boolean> =>
  buildWhenStale({
    sources: [
      'extension/*.{ts,json}',
      'extension/{src,public}/**',
      'shared/src/**',
      'pnpm-lock.yaml',
    ],
    output: join(extensionFolder, 'manifest.json'),
    make: async () => {
      const wxt = join(top, 'extension/node_modules/wxt/bin/wxt.mjs');
      // What is built is what React and its compiler ask this for: a test's would be twice as large.
      const env = { ...process.env, NODE_ENV: 'production' };
      await run(process.execPath, [wxt, 'build'], { cwd: join(top, 'extension'), env });
    },
  });

/**
 * Builds a program when it is stale. As one file it starts in half the time, and needs nothing more once it became a
 * user to whom the checkout is closed.
 */
export const buildProgram = (name: ProgramName): Promise<boolean> =>
  buildWhenStale({
    sources: [
      `cloud-runner/src/${name}/**`,
      'cloud-runner/src/{cluster-api,metrics}/**',
      'shared/src/**',
      'pnpm-lock.yaml',
    ],
    output: programFile(name),
    make: async () => {
      const { bundlePod } = await import('../pod/bundle.ts'); // With a bundler of 40 MB, seldom needed.
      const part = `${programFile(name)}.${process.pid}`;
      await bundlePod(join(top, `cloud-runner/src/${name}/main.ts`), part);
      renameSync(part, programFile(name));
    },
  });

/** Builds all programs that are stale. */
export const buildPrograms = async (): Promise<void> => {
  for (const name of ['broker', 'spawner', 'service', 'pod'] as const) await buildProgram(name);
};
