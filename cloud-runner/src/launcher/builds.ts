import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { buildWhenStale, top } from './build.ts';

const run = promisify(execFile);

/** The built extension: a folder that a browser can load. */
export const extensionFolder = join(top, 'extension', 'dist');

/** The pod's program: one file. */
export const podProgram = join(top, 'cloud-runner', 'dist', 'pod.mjs');

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
      await run(process.execPath, [wxt, 'build'], { cwd: join(top, 'extension') });
    },
  });

/** Builds the pod's program when it is stale. Answers whether it did. */
export const buildPod = (): Promise<boolean> =>
  buildWhenStale({
    sources: ['cloud-runner/src/pod/**', 'shared/src/**', 'pnpm-lock.yaml'],
    output: podProgram,
    make: async () => {
      const { bundlePod } = await import('../pod/bundle.ts'); // With a bundler of 40 MB, seldom needed.
      await bundlePod(join(top, 'cloud-runner/src/pod/main.ts'), podProgram);
    },
  });
