import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Places } from './config.ts';

/** A pod's uid; in names of systemd's slices its dashes are underscores. */
const uid = String.raw`[0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12}`;
const whole = new RegExp(`^${uid}$`);
const inCgroup = new RegExp(`pod(${uid})`, 'g');
const inMount = new RegExp(`/pods/(${uid})/`, 'g');

/** Levels of cgroups above those of pods: kind, controller, class of service. */
const levels = 5;

/** The uids of all pods of which anything is left on a node: a directory, a mount, a cgroup or a task. It reads, and no more. */
export async function look(places: Places): Promise<Set<string>> {
  const found = await Promise.all([
    directories(places),
    mounts(places),
    cgroups(places.cgroup, levels),
    tasks(places),
  ]);
  return new Set(found.flat());
}

async function directories({ kubelet }: Places): Promise<string[]> {
  return (await orNone(readdir(join(kubelet, 'pods')))).filter((name) => whole.test(name));
}

async function mounts({ proc }: Places): Promise<string[]> {
  return uidsIn(await orEmpty(readFile(join(proc, '1/mountinfo'), 'utf8')), inMount);
}

async function cgroups(folder: string, deep: number): Promise<string[]> {
  const entries = await orNone(readdir(folder, { withFileTypes: true }));
  const below = entries
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }) => {
      const own = uidsIn(name, inCgroup);
      return own.length > 0 || deep === 0 ? own : cgroups(join(folder, name), deep - 1);
    });
  return (await Promise.all(below)).flat();
}

async function tasks({ proc }: Places): Promise<string[]> {
  const numbers = (await orNone(readdir(proc))).filter((name) => /^\d+$/.test(name));
  const read = numbers.map((pid) => orEmpty(readFile(join(proc, pid, 'cgroup'), 'utf8')));
  return (await Promise.all(read)).flatMap((text) => uidsIn(text, inCgroup));
}

function uidsIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found.replaceAll('_', '-'));
}

/** What is gone while it is looked at holds nothing. */
async function orNone<T>(list: Promise<T[]>): Promise<T[]> {
  return list.catch(unlessGone<T[]>([]));
}

async function orEmpty(text: Promise<string>): Promise<string> {
  return text.catch(unlessGone(''));
}

function unlessGone<T>(nothing: T): (error: unknown) => T {
  return (error) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'ENODEV' || code === 'ENOTDIR')
      return nothing;
    throw error;
  };
}
