import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A program of the system: where it may lie, and the Debian package that brings it. */
export type Program = { name: string; paths?: readonly string[]; debianPackage: string };

const onPath = (name: string): string | undefined =>
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin']
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** The path of a program, or `undefined` when this system has none. */
export const findProgram = ({ name, paths = [] }: Program): string | undefined =>
  paths.find((path) => existsSync(path)) ?? onPath(name);

/** Whether packages can be added here: root, on a Debian or a child of it. */
export const canInstall = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined;

/**
 * Adds the packages of the programs that are missing, where that is possible.
 * Answers those that are missing still; never throws for a failed installation.
 */
export const addPrograms = async (wanted: readonly Program[]): Promise<Program[]> => {
  const missing = wanted.filter((program) => !findProgram(program));
  if (missing.length === 0 || !canInstall()) return missing;
  const packages = [...new Set(missing.map(({ debianPackage }) => debianPackage))];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => run('apt-get', ['-q', ...args], { env, maxBuffer: 2 ** 26 });
  await apt('update').catch(() => undefined);
  for (const each of packages) {
    await apt('install', '-y', '--no-install-recommends', each).catch(() => undefined);
  }
  return missing.filter((program) => !findProgram(program));
};
