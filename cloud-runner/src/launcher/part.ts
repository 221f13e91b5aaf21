import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

import { EngineError } from '@mayfly/shared/base/errors.ts';

import { keep } from './keep.ts';
import { openLog, turnLog } from './part-log.ts';
import { until } from './until.ts';

/** A program of ours, kept running. */
export type PartPlan = {
  name: string;
  /** Its program. */
  main: string;
  /** Its file of configuration. */
  config: string;
  /** Where it runs: relative paths in its configuration start here. */
  cwd: string;
  log: string;
  /** Asked until it says yes: the part answers. */
  isReady: () => Promise<boolean>;
  /** Sees each line of its output; one that it takes (`true`) is not written to the log. */
  onLine?: (line: string) => boolean;
  /** Told when the part died by itself, and in how long it comes back. */
  onDeath?: (name: string, againInMs: number) => void;
};

/** A part that runs, and comes back when it dies. */
export type Part = {
  name: string;
  pid: () => number | undefined;
  /** Writes a line to its input. */
  say: (line: string) => void;
  /** SIGTERM, and after the grace SIGKILL. It does not come back. */
  stop: (graceMs?: number) => Promise<void>;
};

const leash = pathToFileURL(join(import.meta.dirname, 'leash.ts')).href;
/** Parts rest most of the time: what is young in them need not be many. */
const youngMib = '--max-semi-space-size=2';

/**
 * What a part took while it started goes back to the machine: a sixth of what it holds at rest. In bytes; read by glibc, and
 * by no other C library. Source: mallopt(3).
 */
const frugal = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_TRIM_THRESHOLD_: '32768',
  MALLOC_MMAP_THRESHOLD_: '32768',
};

/** A part sees of our environment only what a program needs to run at all. */
const environment = (): NodeJS.ProcessEnv => ({
  ...frugal,
  ...Object.fromEntries(
    ['PATH', 'LANG', 'TZ', 'TMPDIR', 'TEMP', 'SystemRoot', 'XDG_RUNTIME_DIR', 'LOCALAPPDATA']
      .map((name) => [name, process.env[name]])
      .filter(([, value]) => value !== undefined),
  ),
});

/** In a process group of its own: Ctrl-C is the launcher's to answer, one part after the other. */
const launch = ({ main, config, cwd, log, onLine }: PartPlan): ChildProcess => {
  const child = spawn(process.execPath, [youngMib, '--import', leash, main, '--config', config], {
    cwd,
    env: environment(),
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  const written = openLog(log);
  child.stdin?.on('error', () => undefined); // It died: its exit tells.
  child.stderr?.pipe(written, { end: false });
  if (child.stdout) {
    createInterface(child.stdout).on('line', (line) => {
      if (!onLine?.(line)) written.write(`${line}\n`);
    });
  }
  child.once('close', () => written.end());
  return child;
};

const isAlive = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

const waitUntilReady = (plan: PartPlan, child: ChildProcess): Promise<void> => {
  const message = `The ${plan.name} did not start: see ${plan.log}`;
  return until(() => {
    if (!isAlive(child)) throw new EngineError('part-not-started', { message });
    return plan.isReady();
  }, message);
};

/** Starts a part and answers once it is ready. @throws EngineError `part-not-started` */
export const startPart = async (plan: PartPlan): Promise<Part> => {
  turnLog(plan.log);
  const child = launch(plan);
  try {
    await waitUntilReady(plan, child);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  const kept = keep(child, {
    launch: () => launch(plan),
    onDeath: (againInMs) => plan.onDeath?.(plan.name, againInMs),
  });
  return {
    name: plan.name,
    pid: () => kept.child().pid,
    say: (line) => kept.child().stdin?.write(`${line}\n`),
    stop: async (graceMs = 10_000) => {
      kept.letGo();
      await end(kept.child(), graceMs);
    },
  };
};

const end = async (child: ChildProcess, graceMs: number): Promise<void> => {
  if (!isAlive(child)) return;
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(timer);
};
