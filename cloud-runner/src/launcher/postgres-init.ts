import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { EngineError } from '@mayfly/shared/base/errors.ts';

import { here, launch } from './postgres-plan.ts';
import type { PostgresPlan } from './postgres-plan.ts';
import { give } from './users.ts';

/** Makes the files of a new server: beside their place first, so that half of them is never taken for all. */
export const initPostgres = async (plan: PostgresPlan): Promise<void> => {
  const { folder, owner, runtime, password, programs } = plan;
  if (existsSync(folder)) return;
  const part = `${folder}.part`;
  const passwordFile = join(runtime, 'postgres-password');
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true, mode: 0o700 });
  give(part, owner);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  give(passwordFile, owner);
  try {
    const options = [
      `--pgdata=${here(part)}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ];
    const [code] = (await once(launch(programs.initdb, options, part, plan), 'exit')) as [number];
    if (code !== 0) {
      throw new EngineError('part-not-started', {
        message: `The database was not made: see ${plan.log}`,
      });
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(part, folder);
  chmodSync(folder, 0o700);
};
