import { execFile } from 'node:child_process';
import { constants, openSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KeyLog } from './key-log.ts';

/** Where the browser writes its keys to: a pipe with a name, in which nothing ever lies on a disk. */
export type KeyPipe = { path: string; close: () => void };

/** Makes the pipe in the browser's own directory, for its user alone, and reads it into `keys`. Linux and macOS. */
export async function openKeyPipe(
  profile: string,
  uid: number | undefined,
  keys: KeyLog,
): Promise<KeyPipe> {
  const path = join(profile, 'keys');
  await promisify(execFile)('mkfifo', ['-m', '600', path]);
  // Open for writing as well: else it would end whenever no browser has it open.
  const descriptor = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  if (uid !== undefined) await chown(path, uid, uid);
  const pipe = new Socket({ fd: descriptor, readable: true, writable: false });
  pipe.setEncoding('latin1');
  pipe.on('data', (text) => keys.feed(String(text)));
  pipe.on('error', () => pipe.destroy());
  return { path, close: () => void pipe.destroy() };
}
