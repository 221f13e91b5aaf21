import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

import type { PostgresPrograms } from './postgres-programs.ts';
import type { Owner } from './users.ts';

/** What a database server of our own needs. */
export type PostgresPlan = {
  programs: PostgresPrograms;
  /** Its files; made at the first start. */
  folder: string;
  /** A folder of short life, for what must not stay. */
  runtime: string;
  log: string;
  port: number;
  /** Of its superuser `postgres`. */
  password: string;
  owner?: Owner | undefined;
  /** Settings that differ from ours. */
  settings?: Readonly<Record<string, string>>;
};

/**
 * How a process with `cwd` in the folder names it. On Linux through its own working directory, which needs
 * no way through the folders above: these may be closed to the database's user.
 */
export const here = (folder: string): string =>
  process.platform === 'linux' ? '/proc/self/cwd' : folder;

const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  SystemRoot: process.env['SystemRoot'],
  LC_ALL: 'C',
  TZ: 'UTC',
});

/** Runs one of its programs in the folder, in a process group of its own: Ctrl-C is the launcher's to answer. */
export const launch = (
  program: string,
  args: string[],
  folder: string,
  plan: PostgresPlan,
): ChildProcess => {
  const log = openSync(plan.log, 'a', 0o600);
  const child = spawn(program, args, {
    cwd: folder,
    env: environment(),
    detached: process.platform !== 'win32',
    stdio: ['ignore', log, log],
    ...plan.owner,
  });
  closeSync(log);
  return child;
};
