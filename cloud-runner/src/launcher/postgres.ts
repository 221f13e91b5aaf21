import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { EngineError } from '@mayfly/shared/base/errors.ts';
import { Client } from 'pg';

import { initPostgres } from './postgres-init.ts';
import { keep } from './keep.ts';
import { here, launch } from './postgres-plan.ts';
import type { PostgresPlan } from './postgres-plan.ts';
import { findProgram } from './programs.ts';
import { until } from './until.ts';

/** A database server that runs, and comes back when it dies. */
export type Postgres = {
  process: () => ChildProcess;
  url: (database: string) => string;
  stop: () => Promise<void>;
};

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  full_page_writes: 'on',
  max_connections: '100',
  shared_buffers: '32MB',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  log_min_messages: 'warning',
};

/** On Linux the server stops in order when its launcher is killed; elsewhere the next start ends it. */
const leashed = (command: [string, ...string[]]): [string, ...string[]] => {
  const setpriv = findProgram({ name: 'setpriv', debianPackage: 'util-linux' });
  if (process.platform !== 'linux' || !setpriv) return command;
  return [setpriv, '--pdeathsig', 'INT', '--', ...command];
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
  const [program, ...words] = leashed([plan.programs.postgres, ...args]);
  const start = () => launch(program, words, plan.folder, plan);
  const child = start();
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
  const kept = keep(child, { launch: start });
  const stopKept = async () => {
    kept.letGo();
    await stop(kept.child());
  };
  return { process: kept.child, url, stop: stopKept };
};

/** SIGINT: connections are ended, everything is written. */
const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
};
