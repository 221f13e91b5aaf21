import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EngineError } from '@mayfly/shared/base/errors.ts';

/** Ten letters that stand for a data directory wherever a short name is wanted. */
export const markOf = (data: string): string =>
  createHash('sha256').update(realpathSync(data)).digest('hex').slice(0, 10);

/**
 * A name that the system gives to one process at a time and takes back when it dies, however it dies.
 * macOS has no abstract sockets: there it is a file, which a dead owner leaves behind.
 */
const nameOf = (data: string): string => {
  const name = `mayfly-${markOf(data)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  if (process.platform === 'linux') return `\0${name}`;
  return join(tmpdir(), `${name}.lock`);
};

const listen = (name: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(name, () => resolve(server));
  });

const answers = (name: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(name);
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });

const holderOf = (note: string): string =>
  existsSync(note) ? ` (process ${readFileSync(note, 'utf8').trim()})` : '';

const notWritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOSPC']);

/** Does what writes to the folder; what it may not is told as such. */
const writing = <T>(data: string, work: () => T): T => {
  try {
    return work();
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (!notWritable.has(code)) throw cause;
    const message = `Mayfly may not write to ${data} (${code}).`;
    throw new EngineError('data-not-writable', { message, cause });
  }
};

/**
 * Takes the data directory for this process. `data/lock` names the process to a person; what counts
 * is held by the system, so that a crash leaves nothing to clean up.
 * @throws EngineError `already-running`, `data-not-writable`
 */
export const takeLock = async (data: string): Promise<{ release: () => void }> => {
  writing(data, () => mkdirSync(data, { recursive: true }));
  const name = nameOf(data);
  const note = join(data, 'lock');
  let server = await listen(name);
  if (!server && process.platform === 'darwin' && !(await answers(name))) {
    rmSync(name, { force: true });
    server = await listen(name);
  }
  if (!server) {
    const message = `Mayfly runs already on ${data}${holderOf(note)}.`;
    throw new EngineError('already-running', { message });
  }
  server.unref();
  writing(data, () => writeFileSync(note, `${process.pid}\n`));
  const held = server;
  return {
    release: () => {
      rmSync(note, { force: true });
      held.close();
    },
  };
};
