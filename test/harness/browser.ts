import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import puppeteer from 'puppeteer-core';
import type { Browser } from 'puppeteer-core';

import { isRoot } from '@mayfly/cloud-runner/launcher/users.ts';

/** What a browser of a test is told. */
export type BrowserPlan = {
  /** Names that resolve to fixed addresses. */
  hosts?: Readonly<Record<string, string>>;
  /** Of the authorities that it trusts. */
  args?: readonly string[];
  /** Folders of extensions to load; an empty list: some are installed later. */
  extensions?: readonly string[];
  /** Whether it shows windows, on the display of the environment. */
  headed?: boolean;
  /** A profile to start on, which stays; without one, a fresh one that goes with the browser. */
  profile?: string;
  /** Another than Debian's. */
  executable?: string;
  /** Whether who starts it ends it on Ctrl-C; otherwise it ends with the process, and ends that. */
  ownSignals?: boolean;
};

const rulesFor = (hosts: Readonly<Record<string, string>>): string =>
  Object.entries(hosts)
    .map(([name, address]) => `MAP ${name} ${address}`)
    .join(',');

/** Starts real Chromium with a profile of its own, which goes when the browser is closed. */
export const launchBrowser = async (plan: BrowserPlan = {}): Promise<Browser> => {
  const { hosts = {}, args = [], extensions, headed = false, ownSignals = false } = plan;
  const profile = plan.profile ?? mkdtempSync(join(tmpdir(), 'mayfly-browser-'));
  const browser = await puppeteer.launch({
    executablePath: plan.executable ?? '/usr/bin/chromium',
    headless: !headed,
    pipe: true,
    userDataDir: profile,
    handleSIGINT: !ownSignals,
    handleSIGTERM: !ownSignals,
    handleSIGHUP: !ownSignals,
    ...(extensions && { enableExtensions: extensions.length > 0 ? [...extensions] : true }),
    args: [
      ...(isRoot() ? ['--no-sandbox'] : []), // Chromium's own will not start as root; pods never do.
      ...(Object.keys(hosts).length > 0 ? [`--host-resolver-rules=${rulesFor(hosts)}`] : []),
      ...args,
    ],
  });
  const remove = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  if (plan.profile === undefined) browser.process()?.once('exit', remove);
  return browser;
};
