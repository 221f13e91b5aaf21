import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

import { makeDatabases } from '@mayfly/cloud-runner/launcher/databases.ts';
import type { Databases } from '@mayfly/cloud-runner/launcher/databases.ts';
import { freePort } from '@mayfly/cloud-runner/launcher/free-port.ts';
import { postgresPrograms } from '@mayfly/cloud-runner/launcher/postgres-programs.ts';
import { initPostgres } from '@mayfly/cloud-runner/launcher/postgres-init.ts';
import type { PostgresPlan } from '@mayfly/cloud-runner/launcher/postgres-plan.ts';
import { startPostgres } from '@mayfly/cloud-runner/launcher/postgres.ts';
import { ownersHere } from '@mayfly/cloud-runner/launcher/users.ts';

/** A real PostgreSQL for tests. Roles are those of an installation; every password is `test`. */
export type TestPostgres = {
  /** The superuser's address of a database. */
  url: (database: string) => string;
  /** A fresh pair of empty databases, with the addresses by which each part opens its own. */
  databases: () => Promise<Databases>;
  /** Its first process; who ends it gets another one, in a second or so. */
  pid: () => number | undefined;
  stop: () => Promise<void>;
};

const secrets = { owner: 'test', service: 'test', worker: 'test', broker: 'test' };

/** Tests need no data after a power cut; but what was committed outlives the process, or it would be taken for a restore. */
const settings = { fsync: 'off', full_page_writes: 'off' };

/** Made once per version of PostgreSQL, then copied: making takes a second, copying a tenth. */
const templateOf = async (plan: PostgresPlan): Promise<string> => {
  const cache = join(homedir(), '.cache', 'mayfly');
  const template = join(cache, `postgres-${plan.programs.version}`);
  if (existsSync(template)) return template;
  mkdirSync(cache, { recursive: true });
  const made = mkdtempSync(`${template}-`);
  const folder = join(made, 'postgres');
  await initPostgres({ ...plan, folder });
  try {
    renameSync(folder, template);
  } catch (error) {
    if (!existsSync(template)) throw error; // Another test run was first.
  }
  rmSync(made, { recursive: true, force: true });
  return template;
};

/** Starts a server of its own, on a free port and in a temporary folder that `stop` removes. */
export const startTestPostgres = async (): Promise<TestPostgres> => {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-postgres-'));
  chmodSync(folder, 0o711); // The database's user passes through.
  const plan: PostgresPlan = {
    programs: postgresPrograms(),
    folder: join(folder, 'data'),
    runtime: folder,
    log: join(folder, 'log'),
    port: await freePort(),
    password: 'test',
    owner: ownersHere().postgres,
    settings,
  };
  execFileSync('cp', ['-a', await templateOf(plan), plan.folder]);
  const server = await startPostgres(plan);
  const killAtExit = () => server.process().kill('SIGKILL');
  process.once('exit', killAtExit);
  let made = 0;
  return {
    url: server.url,
    pid: () => server.process().pid,
    databases: async () => {
      made += 1;
      return makeDatabases(server.url, secrets, `test_${made}_`);
    },
    stop: async () => {
      process.off('exit', killAtExit);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
