import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '@mayfly/shared/base/errors.ts';

/** A browser program, and whether it is the headless shell (quickest, no window at all). */
export type Executable = { path: string; isShell: boolean };

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
 * The first browser that is there: `preferred` first (whoever starts the pod may name one), then the system's, then
 * the one from npm, which is unpacked into `dir`. Throws EngineError browser-not-found.
 */
export async function findBrowser(dir: string, preferred?: string): Promise<Executable> {
  for (const path of [...(preferred ? [preferred] : []), ...browserPlaces()]) {
    if (await isExecutable(path)) return { path, isShell: path.includes('headless-shell') };
  }
  return unpacked(dir);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function unpacked(dir: string): Promise<Executable> {
  try {
    // Named by a variable, so that the bundle of the pod does not take it in: it is 67 MB, and seldom there.
    const packed = '@sparticuz/chromium';
    const { default: chromium } = (await import(packed)) as {
      default: { executablePath: (input?: string) => Promise<string> };
    };
    process.env['TMPDIR'] ??= dir;
    return { path: await chromium.executablePath(), isShell: true };
  } catch (cause) {
    throw new EngineError('browser-not-found', { cause });
  }
}
