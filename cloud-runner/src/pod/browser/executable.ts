import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '@mayfly/shared/base/errors.ts';

const linux = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/headless-shell/headless-shell',
  '/opt/google/chrome/chrome',
  '/usr/lib/chromium/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/usr/lib64/chromium-browser/chromium-browser',
  '/opt/microsoft/msedge/msedge',
];

const mac = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'] as const;
const windowsPrograms = [
  String.raw`Google\Chrome\Application\chrome.exe`,
  String.raw`Chromium\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
];

/** Where browsers lie on this system, best first. Wrapper scripts are passed over: they change arguments. */
export function browserPlaces(platform: NodeJS.Platform = process.platform): string[] {
  if (platform === 'darwin') return mac;
  if (platform !== 'win32') return linux;
  const folders = windowsFolders.flatMap((name) => process.env[name] ?? []);
  return folders.flatMap((folder) => windowsPrograms.map((program) => join(folder, program)));
}

/**
 * The first browser that is there: `preferred`, which whoever starts the pod names, then the system's. Throws
 * EngineError browser-not-found.
 */
export async function findBrowser(preferred?: string): Promise<string> {
  for (const path of [...(preferred ? [preferred] : []), ...browserPlaces()]) {
    if (await isExecutable(path)) return path;
  }
  throw new EngineError('browser-not-found');
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
