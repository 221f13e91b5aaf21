import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { buildExtension, buildPrograms, programFile } from './builds.ts';
import { addressesOf } from './configs.ts';
import type { Wiring } from './configs.ts';
import { makeDatabases } from './databases.ts';
import type { Databases } from './databases.ts';
import { makeFolders } from './folders.ts';
import type { Folders } from './folders.ts';
import { freePort } from './free-port.ts';
import { portIsFree } from './health.ts';
import { takeLock } from './lock.ts';
import { providePodBrowser } from './pod-browser.ts';
import { postgresPrograms } from './postgres-programs.ts';
import { startPostgres } from './postgres.ts';
import { cacheFolder } from './reachable.ts';
import { keepSecrets } from './secrets.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { Undo } from './undo.ts';
import { ownersHere } from './users.ts';
import type { Owner } from './users.ts';
import type { Watcher } from './watcher.ts';

/** The pod's program lies beside its anchor, where pods may read both and write neither. */
const placePodProgram = (folders: Folders): string => {
  const placed = join(folders.pod, 'pod.mjs');
  rmSync(placed, { force: true });
  copyFileSync(programFile('pod'), placed);
  return placed;
};

const openDatabases = async (
  folders: Folders,
  secrets: Secrets,
  owner: Owner | undefined,
  undo: Undo,
): Promise<Databases> => {
  const postgres = await startPostgres({
    programs: postgresPrograms(),
    folder: folders.postgres,
    runtime: folders.runtime,
    log: join(folders.logs, 'postgres.log'),
    port: await freePort(),
    password: secrets.postgres,
    owner,
  });
  undo.add(postgres.stop);
  return makeDatabases(postgres.url, secrets);
};

/**
 * Makes ready what the parts stand on: the data directory is ours, folders and users exist, everything is built, the
 * databases are open.
 * @throws EngineError `already-running`, `data-not-writable`, `address-in-use`, `browser-not-found`, `part-not-started`
 */
export const makePremises = async (
  data: string,
  settings: Settings,
  { stage }: Watcher,
  undo: Undo,
): Promise<Wiring> => {
  const lock = await takeLock(data);
  undo.add(lock.release);
  const owners = ownersHere();
  const folders = makeFolders(data, owners);
  const secrets = keepSecrets(folders.config);
  await Promise.all([settings.brokerPort, settings.servicePort].map(portIsFree));
  const browser = await stage('Browser for runs', () => providePodBrowser(cacheFolder(data)));
  await stage('Extension', buildExtension);
  await stage('Programs', buildPrograms);
  const databases = await stage('Database', () =>
    openDatabases(folders, secrets, owners.postgres, undo),
  );
  return {
    settings,
    addresses: addressesOf(settings, folders),
    folders,
    owners,
    databases,
    secrets,
    browser,
    podProgram: placePodProgram(folders),
    anchorFile: join(folders.pod, 'anchor.json'),
  };
};
