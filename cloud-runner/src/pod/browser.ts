import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import type { Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';
import { EngineError } from '@mayfly/shared/base/errors.ts';
import { connectTo } from './browser/connect.ts';
import { findBrowser } from './browser/executable.ts';
import { ended, lastWords, tellsOfSandbox } from './browser/last-words.ts';
import { canShutIn, launch, makeProfile } from './browser/launch.ts';
import { type InsideReport, networkOf } from './browser/namespace.ts';
import { type Disk, diskOf } from './disk.ts';
import type { Fence } from './fence/fence.ts';

/** How well the browser is shut in; the report tells it. */
export type Isolation = { fence: 'namespace' | 'proxy'; disk: Disk; sandbox: true };

/** A browser whose only way out is its fence. */
export type StartedBrowser = {
  browser: Browser;
  isolation: Isolation;
  /** What was tried from inside before the browser started; absent where there is no inside. */
  inside?: InsideReport;
  /** Ends the browser, by force after two seconds, and removes its profile. */
  close: () => Promise<void>;
};

/** What a browser is started with. */
export type BrowserOptions = {
  /** The pod's own directory, memory-backed where the system allows. */
  dir: string;
  fence: Fence;
  /** Needed as root, where Chromium's sandbox will not start: another user, who owns nothing. */
  uid?: number | undefined;
  /** `host:port` that nobody may reach from inside, such as the service's and the broker's. */
  forbidden?: readonly string[] | undefined;
  /** The browser to use, where it is not to be looked for. */
  executable?: string | undefined;
};

/**
 * Starts a browser behind `fence`, in an empty network namespace where there are such, with its own sandbox on, spoken
 * to over a pipe. Throws EngineError browser-not-found, no-sandbox or start-failed.
 */
export async function startBrowser(options: BrowserOptions): Promise<StartedBrowser> {
  const { dir, uid } = options;
  if (uid === undefined && process.getuid?.() === 0) throw new EngineError('no-sandbox');
  const [executable, isShutIn, profile] = await Promise.all([
    findBrowser(options.executable),
    canShutIn(uid),
    makeProfile(dir, uid),
  ]);
  const { child, door } = await launch({ ...options, executable, profile, isShutIn });
  const words = lastWords(child);
  options.fence.prepare();
  try {
    const [{ server, report }, browser] = await Promise.all([
      door.then((opened) => serve(opened, options.fence)),
      beforeItEnds(child, connectTo(child, options.fence.before)),
    ]);
    if (report) await sameNetwork(child, report);
    // Whoever plays finds its page ready: getting hold of it takes longer than its first step.
    await beforeItEnds(child, browser.pages());
    return {
      browser,
      isolation: {
        fence: isShutIn ? 'namespace' : 'proxy',
        disk: await diskOf(dir),
        sandbox: true,
      },
      ...(report ? { inside: report } : {}),
      close: () => close(child, server, profile, browser),
    };
  } catch (cause) {
    child.kill('SIGKILL');
    await rm(profile, { recursive: true, force: true });
    if (cause instanceof EngineError) throw cause;
    throw new EngineError(tellsOfSandbox(words()) ? 'no-sandbox' : 'start-failed', {
      cause: new Error(words(), { cause }),
    });
  }
}

function serve<Opened extends { server: Server }>(opened: Opened, fence: Fence): Opened {
  opened.server.on('connection', fence.accept);
  return opened;
}

/** What `work` gives, unless the child ends before. */
async function beforeItEnds<Result>(child: ChildProcess, work: Promise<Result>): Promise<Result> {
  const end = ended(child).then(() => Promise.reject(new Error('the browser ended at its start')));
  return Promise.race([work, end]);
}

/** The network in which nobody was reached must be the one in which the browser now runs, and not the pod's. */
async function sameNetwork(child: ChildProcess, report: InsideReport): Promise<void> {
  const [browsers, own] = await Promise.all([networkOf(child.pid ?? 0), networkOf('self')]);
  if (browsers !== report.network || browsers === own) throw new EngineError('fence-not-proved');
}

async function close(
  child: ChildProcess,
  server: Server,
  profile: string,
  browser: Browser,
): Promise<void> {
  const patience = new AbortController();
  const politely = browser.close().catch(() => child.kill('SIGKILL'));
  const byForce = delay(2_000, undefined, { signal: patience.signal }).then(
    () => child.kill('SIGKILL'),
    () => false,
  );
  await ended(child);
  patience.abort();
  server.close();
  await Promise.all([politely, byForce]);
  await rm(profile, { recursive: true, force: true });
}
