import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type StartedBrowser, startBrowser } from '@mayfly/cloud-runner/pod/browser.ts';
import type { EyeName } from '@mayfly/cloud-runner/pod/fence/eye.ts';
import { startFence } from '@mayfly/cloud-runner/pod/fence/fence.ts';
import type { FenceRules } from '@mayfly/cloud-runner/pod/fence/rules.ts';
import type { Browser } from 'puppeteer-core';

import type { Authority } from '../harness/ca.ts';
import { launchBrowser } from '../harness/browser.ts';
import type { Guard } from './trial.ts';

/** A browser to try channels in, and its end. */
export type Guarded = { browser: Browser; close: () => Promise<void> };

/** A browser behind a fence, and the directory that is its own. */
export type Fenced = Guarded & { started: StartedBrowser; dir: string };

/** The user of a browser where tests run as root. */
export const browserUid = process.getuid?.() === 0 ? 21_000 : undefined;

/** Starts a browser behind a fence that grants `rules`, or behind none. */
export async function startGuarded(
  guard: Guard,
  authority: Authority,
  rules: FenceRules,
): Promise<Guarded> {
  if (guard !== 'none') return startFenced(guard, authority, rules);
  const browser = await launchBrowser({ args: authority.chromiumArgs() });
  return { browser, close: () => browser.close() };
}

/** Starts a browser behind a fence that grants `rules`. */
export async function startFenced(
  eye: EyeName,
  authority: Authority,
  rules: FenceRules,
): Promise<Fenced> {
  const dir = await mkdtemp(join(tmpdir(), 'mayfly-escape-'));
  if (browserUid) await chown(dir, browserUid, browserUid);
  const fence = startFence({ eye, caBundle: authority.pem });
  fence.grant(rules, async () => {});
  const started = await startBrowser({ dir, uid: browserUid, fence });
  return {
    browser: started.browser,
    started,
    dir,
    async close() {
      await started.close();
      fence.close();
      await rm(dir, { recursive: true });
    },
  };
}
