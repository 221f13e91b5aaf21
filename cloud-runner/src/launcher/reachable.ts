import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { isRoot } from './users.ts';

const othersMayPass = (path: string): boolean => {
  const parent = dirname(path);
  return (statSync(path).mode & 0o001) !== 0 && (parent === path || othersMayPass(parent));
};

/**
 * Answers a path under which users other than root can read these files: the path itself where all
 * folders above it let them pass, else a copy under /var/cache/mayfly, made once per `name`.
 * A checkout in root's home is closed to the users that the parts run as.
 */
export const reachable = (path: string, name: string): string => {
  if (!isRoot() || othersMayPass(statSync(path).isDirectory() ? path : dirname(path))) return path;
  const copy = join(cacheFolder(''), name);
  if (existsSync(copy)) return copy;
  const part = `${copy}.${process.pid}`;
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
  cpSync(path, part, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(part, copy);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // Another start was first.
  }
  return copy;
};

/** A folder for what can be had again, which every user of a part can read. */
export const cacheFolder = (data: string): string =>
  isRoot() ? '/var/cache/mayfly' : join(data, 'cache');
