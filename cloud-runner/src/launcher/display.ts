import { existsSync } from 'node:fs';

import { browserPlaces } from '../pod/browser/executable.ts';
import { findProgram } from './programs.ts';

/** Whether a window could be seen here. */
export const hasDisplay = (
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): boolean => {
  if (platform === 'linux') return Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
  return env['SSH_CONNECTION'] === undefined;
};

/** A browser with windows, or `undefined`. */
export const findWindowBrowser = (): string | undefined =>
  browserPlaces().find((path) => !path.includes('headless-shell') && existsSync(path)) ??
  ['chromium', 'google-chrome', 'microsoft-edge']
    .map((name) => findProgram({ name, debianPackage: name }))
    .find((path) => path !== undefined);
