import { close, existsSync, openSync, renameSync, statSync, write } from 'node:fs';
import { Writable } from 'node:stream';

const mostLogBytes = 10 * 1024 * 1024;

/** A log of over 10 MiB is put aside: at most one of those is kept. */
export const turnLog = (path: string): void => {
  if (existsSync(path) && statSync(path).size > mostLogBytes) renameSync(path, `${path}.1`);
};

/** Appends to a log. What the disk does not take is lost, and nothing else: no error, nobody held up. */
export const openLog = (path: string): Writable => {
  const handle = openSync(path, 'a', 0o600);
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => write(handle, chunk, () => done()),
    destroy: (error, done) => close(handle, () => done(error)),
  });
};
