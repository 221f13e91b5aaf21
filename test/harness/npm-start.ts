import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { freePort } from '@mayfly/cloud-runner/launcher/free-port.ts';
import { top } from '../house/imports.ts';

/** A program behind an npm script, such as `npm start`, as a process of its own. */
export type Started = {
  process: ChildProcess;
  /** All that it printed so far. */
  text: () => string;
  /** Waits until it printed this. */
  says: (pattern: RegExp) => Promise<string>;
  /** Waits for its end. */
  ended: Promise<number | null>;
};

/** Chooses ports that are free; `window`: whether to open one. */
export const chooseSettings = async (
  data: string,
  { window = false } = {},
): Promise<{ serviceUrl: string }> => {
  const servicePort = await freePort();
  const settings = { servicePort, brokerPort: await freePort(), window };
  writeFileSync(join(data, 'settings.json'), JSON.stringify(settings));
  return { serviceUrl: `http://127.0.0.1:${servicePort}` };
};

/** Starts it on a data directory, with nothing to show windows on but the display that is named. */
export const npmStart = (data: string, display?: string): Started =>
  startProgram('cloud-runner/src/launcher/main.ts', {
    MAYFLY_DATA: data,
    DISPLAY: display,
    WAYLAND_DISPLAY: undefined,
  });

/** Starts a program of the checkout, in this environment changed by `env`. */
export const startProgram = (main: string, env: NodeJS.ProcessEnv): Started => {
  const child = spawn(process.execPath, [join(top, main)], {
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const says = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(text)?.[0];
      if (found !== undefined) return found;
      await Promise.race([once(child.stdout, 'data'), ended]);
      if (child.exitCode !== null && !pattern.test(text)) {
        throw new Error(`It ended without saying ${pattern}:\n${text}`);
      }
    }
  };
  return { process: child, text: () => text, says, ended };
};
