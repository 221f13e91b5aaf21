import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EngineError } from '@mayfly/shared/base/errors.ts';

import { markOf } from './lock.ts';
import { give, isRoot } from './users.ts';
import type { Owners } from './users.ts';

/**
 * Where things lie. `data` outlives everything: databases, keys, configuration, logs, the window's
 * profile. `runtime` lives as long as the machine is up: sockets, the pod program and its anchor.
 */
export type Folders = {
  data: string;
  postgres: string;
  broker: string;
  service: string;
  spawner: string;
  config: string;
  logs: string;
  window: string;
  runtime: string;
  sockets: string;
  pod: string;
  /** The spawner's, for what lives as long as a pod. */
  cage: string;
};

/** Makes a folder with exactly this mode, and refuses one that somebody else put there. */
const makeOwn = (path: string, mode: number): void => {
  mkdirSync(path, { recursive: true, mode });
  const { uid } = lstatSync(path);
  const ours = process.getuid?.() ?? uid;
  if (!lstatSync(path).isDirectory() || (uid !== ours && ours !== 0)) {
    throw new EngineError('internal', { message: `${path} belongs to somebody else.` });
  }
  chmodSync(path, mode);
};

/** The folder of an installation that lives as long as the machine is up. */
export const runtimeOf = (data: string): string => {
  const name = `mayfly-${markOf(data)}`;
  if (isRoot()) return join('/run', name);
  return join(process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), name);
};

/** Makes the folders of an installation, each readable by its owner alone, and answers where they are. */
export const makeFolders = (data: string, owners: Owners): Folders => {
  const runtime = runtimeOf(data);
  const folders: Folders = {
    data,
    postgres: join(data, 'postgres'),
    broker: join(data, 'broker'),
    service: join(data, 'service'),
    spawner: join(data, 'spawner'),
    config: join(data, 'config'),
    logs: join(data, 'logs'),
    window: join(data, 'browser'),
    runtime,
    sockets: join(runtime, 'sockets'),
    pod: join(runtime, 'pod'),
    cage: join(runtime, 'cage'),
  };
  const { broker, service, spawner, config, logs, window, sockets, pod, cage } = folders;
  for (const path of [broker, service, spawner, config, logs, window]) makeOwn(path, 0o700);
  // Pods run as users of their own: they may pass, and read their program.
  for (const path of [runtime, sockets, cage]) makeOwn(path, 0o711);
  makeOwn(pod, 0o755);
  give(broker, owners.broker);
  give(service, owners.service);
  return folders;
};
