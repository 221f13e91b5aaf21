/** `npm start`: the whole runner on this machine, until Ctrl-C. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { EngineError, MayflyError } from '@mayfly/shared/base/errors.ts';

import { top } from './build.ts';
import { startInstallation } from './installation.ts';
import type { Installation } from './installation.ts';
import { makeScreen } from './screen.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { isRoot } from './users.ts';
import { weakerHere } from './weaker.ts';
import { findWindowBrowser, hasDisplay } from './display.ts';

const data = process.env['MAYFLY_DATA'] ?? join(top, 'data');
const screen = makeScreen(process.stdout);

const checkNode = (): void => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return;
  const message = `Mayfly needs Node.js 22.12 or newer; this is ${process.versions.node}.`;
  throw new EngineError('node-too-old', { message });
};

const tellWeaker = (): void => {
  const hasNamespaces = spawnSync('unshare', ['-Un', 'true']).status === 0;
  const sentences = weakerHere({ platform: process.platform, isRoot: isRoot(), hasNamespaces });
  for (const sentence of sentences) screen.quiet(sentence);
  if (sentences.length > 0) screen.line();
};

const tellInvitation = (invitation: string): void => {
  screen.line('Invitation for one browser, once, for 10 minutes:');
  screen.strong(invitation);
  screen.line();
};

/** Opens the window where there is one to see; otherwise says how to go on. */
const showWindow = async ({ extensionFolder, folders, invitations }: Installation) => {
  const browser = findWindowBrowser();
  if (!hasDisplay() || !browser) {
    const missing = hasDisplay() ? 'no Chrome, Chromium or Edge' : 'no display';
    screen.line(`There is ${missing} here. To see all of it at work without one: npm run demo`);
    screen.line(
      `To use it, load ${extensionFolder} in a browser of yours (chrome://extensions, “Load unpacked”), press the Mayfly icon and paste the invitation.`,
    );
    screen.line();
    return undefined;
  }
  const invitation = invitations.last();
  const page = invitation ? `app.html#invitation=${invitation}` : 'app.html';
  try {
    const { openWindow } = await import('./window.ts'); // Puppeteer, seldom needed.
    const opened = await openWindow({ browser, extensionFolder, profile: folders.window, page });
    screen.line('A browser has opened with Mayfly in it, its invitation filled in. Go on there.');
    if (isRoot()) screen.quiet('You are root: that browser runs without its own sandbox.');
    screen.line();
    return opened;
  } catch (error) {
    screen.warn(`The browser did not open: ${String(error)}`);
    return undefined;
  }
};

/** Resolves when somebody asks to stop. Asked twice, it ends at once: the leash takes the parts along. */
const stopAsked = (): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isAsked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isAsked) process.exit(130);
      isAsked = true;
      resolve();
    });
  }
  return promise;
};

/** Tells all that a person needs to go on, and opens the window. */
const present = async (runner: Installation, settings: Settings) => {
  tellWeaker();
  const invitation = runner.invitations.last();
  if (invitation) tellInvitation(invitation);
  runner.invitations.on(tellInvitation);
  const window = settings.window ? await showWindow(runner) : undefined;
  screen.quiet('Enter: a new invitation · Ctrl-C: stop');
  if (process.stdin.isTTY) createInterface(process.stdin).on('line', runner.invitations.ask);
  return window;
};

const main = async (): Promise<void> => {
  checkNode();
  screen.title('Mayfly');
  const settings = readSettings(data);
  const asked = stopAsked();
  const startedAt = performance.now();
  const runner = await startInstallation(data, settings, {
    stage: screen.stage,
    onDeath: (name, againInMs) =>
      screen.warn(`The ${name} ended by itself. It starts again in ${againInMs / 1000} s.`),
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  screen.line();
  screen.strong(`Ready in ${seconds} s at ${runner.serviceUrl}`);
  screen.line();
  const window = await present(runner, settings);
  await asked;
  screen.line();
  await window?.close().catch(() => undefined); // The person may have closed it before.
  await screen.stage('Stopping', runner.stop);
  process.exit(0);
};

try {
  await main();
} catch (error) {
  if (!(error instanceof MayflyError)) throw error;
  screen.line();
  screen.warn(error.message);
  screen.line(error.next);
  process.exitCode = 1;
}
