import { readdirSync, readFileSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { findAll, withoutBreaks } from './find-all.ts';
import { spellingsOf } from './spellings.ts';

/** A place in which a canary may not lie: its name, and its bytes when they are asked for. */
export type Sink = { readonly name: string; readonly read: () => Buffer };

/** A canary that lies somewhere, and how it is spelled there. */
export type Leak = { readonly sink: string; readonly canary: string; readonly spelling: string };

/** Bytes that are at hand. */
export const sinkOf = (name: string, bytes: Buffer): Sink => ({ name, read: () => bytes });

/** A file, as it is when it is read. */
export const fileAt = (path: string): Sink => ({ name: path, read: () => contentOf(path) });

/** Every file below a folder, raw: databases with their logs of changes, logs, configurations, whatever is there. */
export function filesBelow(folder: string): Sink[] {
  return entriesOf(folder).flatMap((entry): Sink[] => {
    const path = join(folder, entry.name);
    // A link leads to what is looked at by its own name, or in circles.
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [fileAt(path)] : [];
  });
}

/** Arguments and environment of every process of this machine that can be read. */
export function processes(): Sink[] {
  return entriesOf('/proc')
    .map(({ name }) => name)
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) =>
      ['cmdline', 'environ'].map((what) => {
        const content = contentOf(`/proc/${pid}/${what}`);
        return { name: `process ${pid} ${what}`, read: () => content };
      }),
    );
}

/** Looks for each canary, in every spelling, in every sink: as it lies there, and as if nothing were split over lines. */
export function search(
  sinks: readonly Sink[],
  canaries: readonly string[],
): { leaks: Leak[]; searched: number } {
  const wanted = canaries.flatMap((canary) =>
    spellingsOf(canary).map(({ name, bytes }) => ({ canary, spelling: name, bytes })),
  );
  const find = findAll(wanted.map(({ bytes }) => bytes));
  const leaks = sinks.flatMap(({ name, read }) => {
    const content = read();
    const found = find(content);
    const split = [...find(withoutBreaks(content))].filter((at) => !found.has(at));
    const told = (at: number, how: string) => {
      const { canary, spelling } = wanted[at]!;
      return { sink: name, canary, spelling: `${spelling}${how}` };
    };
    return [
      ...[...found].map((at) => told(at, '')),
      ...split.map((at) => told(at, ', over lines')),
    ];
  });
  return { leaks, searched: sinks.length * wanted.length * 2 };
}

/** Files and processes come and go while they are looked at: what is gone holds nothing. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isGone(error)) return Buffer.alloc(0);
    throw error;
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

function isGone(error: unknown): boolean {
  const codes = ['ENOENT', 'ESRCH', 'EACCES', 'EPERM', 'EINVAL', 'ENXIO'];
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
