import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { EngineError } from '@mayfly/shared/base/errors.ts';
import { Client } from 'pg';

import type { PostgresPrograms } from './postgres-programs.ts';
import { until } from './until.ts';
import { give } from './users.ts';
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

/** A database server that runs. */
export type Postgres = {
  process: ChildProcess;
  url: (database: string) => string;
  stop: () => Promise<void>;
};

/**
 * How a process with `cwd` in the folder names it. On Linux through its own working directory, which needs
 * no way through the folders above: these may be closed to the database's user.
 */
const here = (folder: string): string => (process.platform === 'linux' ? '/proc/self/cwd' : folder);

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  full_page_writes: 'on',
  max_connections: '60',
  shared_buffers: '32MB',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  log_min_messages: 'warning',
};

const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  SystemRoot: process.env['SystemRoot'],
  LC_ALL: 'C',
  TZ: 'UTC',
});

/** Runs one of its programs in the folder, in a process group of its own: Ctrl-C is the launcher's to answer. */
const launch = (
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

/** Makes the files of a new server: beside their place first, so that half of them is never taken for all. */
export const initPostgres = async (plan: PostgresPlan): Promise<void> => {
  const { folder, owner, runtime, password, programs } = plan;
  if (existsSync(folder)) return;
  const part = `${folder}.part`;
  const passwordFile = join(runtime, 'postgres-password');
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true, mode: 0o700 });
  give(part, owner);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  give(passwordFile, owner);
  try {
    const options = [
      `--pgdata=${here(part)}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ];
    const [code] = (await once(launch(programs.initdb, options, part, plan), 'exit')) as [number];
    if (code !== 0) {
      throw new EngineError('part-not-started', {
        message: `The database was not made: see ${plan.log}`,
      });
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(part, folder);
  chmodSync(folder, 0o700);
};

const urlOf = (port: number, password: string) => (database: string) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;

/** Ends a server that outlived a launcher which was killed: who takes our password at its port is ours. */
const endLeftover = async ({ folder, password }: PostgresPlan): Promise<void> => {
  const note = join(folder, 'postmaster.pid');
  if (!existsSync(note)) return;
  const [pid = '', , , port = ''] = readFileSync(note, 'utf8').split('\n');
  const client = new Client({ connectionString: urlOf(Number(port), password)('postgres') });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch {
    return; // Nobody there: the server itself removes a stale note.
  }
  process.kill(Number(pid), 'SIGINT');
  await until(() => !existsSync(note), 'the last database did not stop');
};

/** Whether the server takes connections. */
const isReady = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
};

/** Starts the server on files that exist or are made now. @throws EngineError `part-not-started` */
export const startPostgres = async (plan: PostgresPlan): Promise<Postgres> => {
  await initPostgres(plan);
  await endLeftover(plan);
  const chosen = { ...settings, ...plan.settings };
  const options = Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', here(plan.folder), '-p', String(plan.port), ...options];
  const child = launch(plan.programs.postgres, args, plan.folder, plan);
  const url = urlOf(plan.port, plan.password);
  const message = `The database did not start: see ${plan.log}`;
  try {
    await until(() => {
      if (child.exitCode !== null) throw new EngineError('part-not-started', { message });
      return isReady(url('postgres'));
    }, message);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return { process: child, url, stop: () => stop(child) };
};

/** SIGINT: connections are ended, everything is written. */
const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
};
