import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { buildExtension, buildPod, extensionFolder, podProgram } from './builds.ts';
import { addressesOf, brokerConfig, serviceConfig, spawnerConfig, writeConfig } from './configs.ts';
import type { Addresses, Wiring } from './configs.ts';
import { makeDatabases } from './databases.ts';
import { makeFolders } from './folders.ts';
import type { Folders } from './folders.ts';
import { freePort } from './free-port.ts';
import { answersHttp, answersSocket, portIsFree } from './health.ts';
import { listenForInvitations } from './invitations.ts';
import type { Invitations } from './invitations.ts';
import { takeLock } from './lock.ts';
import { startPart } from './part.ts';
import type { Part, PartPlan } from './part.ts';
import { providePodBrowser } from './pod-browser.ts';
import { postgresPrograms } from './postgres-programs.ts';
import { startPostgres } from './postgres.ts';
import { cacheFolder } from './reachable.ts';
import { keepSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { ownersHere } from './users.ts';

/** How whoever starts an installation follows it. */
export type Watcher = {
  /** Runs a stage of the start, and may show its name and time. */
  stage: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** A part died by itself and comes back in so many milliseconds. */
  onDeath?: (name: string, againInMs: number) => void;
};

/** A whole runner on one machine: database, broker, spawner, service. */
export type Installation = Addresses & {
  folders: Folders;
  extensionFolder: string;
  browser: string;
  invitations: Invitations;
  parts: { broker: Part; spawner: Part; service: Part };
  /** Ends all in order: what acts, what carries, what remembers. */
  stop: () => Promise<void>;
};

const mainOf = (room: string): string => join(import.meta.dirname, '..', room, 'main.ts');

/** The pod's program lies beside its anchor, where pods may read both. */
const placePodProgram = (folders: Folders): string => {
  const placed = join(folders.pod, 'pod.mjs');
  rmSync(placed, { force: true });
  copyFileSync(podProgram, placed);
  return placed;
};

/** Runs what was put on it in reverse, each even when another failed. */
const makeUndo = () => {
  const undo: (() => void | Promise<void>)[] = [];
  return {
    add: (step: () => void | Promise<void>) => undo.push(step),
    all: async () => {
      for (const step of undo.splice(0).toReversed()) await step();
    },
  };
};

/**
 * Starts everything on a data directory, and finds there what was before.
 * What did start is ended again when something does not.
 * @throws EngineError `already-running`, `address-in-use`, `browser-not-found`, `part-not-started`
 */
export const startInstallation = async (
  data: string,
  settings: Settings,
  watcher: Watcher,
): Promise<Installation> => {
  const undo = makeUndo();
  try {
    return await start(data, settings, watcher, undo);
  } catch (error) {
    await undo.all();
    throw error;
  }
};

const start = async (
  data: string,
  settings: Settings,
  { stage, onDeath }: Watcher,
  undo: ReturnType<typeof makeUndo>,
): Promise<Installation> => {
  const lock = await takeLock(data);
  undo.add(lock.release);
  const owners = ownersHere();
  const folders = makeFolders(data, owners);
  const secrets = keepSecrets(folders.config);
  const addresses = addressesOf(settings, folders);
  await Promise.all([settings.brokerPort, settings.servicePort].map(portIsFree));

  const browser = await stage('Browser for runs', () => providePodBrowser(cacheFolder(data)));
  await stage('Extension', buildExtension);
  await stage('Run program', buildPod);

  const databases = await stage('Database', async () => {
    const postgres = await startPostgres({
      programs: postgresPrograms(),
      folder: folders.postgres,
      runtime: folders.runtime,
      log: join(folders.logs, 'postgres.log'),
      port: await freePort(),
      password: secrets.postgres,
      owner: owners.postgres,
    });
    undo.add(postgres.stop);
    return makeDatabases(postgres.url, secrets);
  });

  const wiring: Wiring = {
    settings,
    addresses,
    folders,
    owners,
    databases,
    secrets,
    browser,
    podProgram: placePodProgram(folders),
    anchorFile: join(folders.pod, 'anchor.json'),
  };
  const invitations = listenForInvitations();
  const run = (
    name: 'broker' | 'spawner' | 'service',
    config: object,
    plan: Pick<PartPlan, 'isReady' | 'onLine'>,
  ) =>
    startPart({
      name,
      main: mainOf(name),
      config: writeConfig(folders, name, config),
      cwd: folders[name],
      log: join(folders.logs, `${name}.log`),
      ...(onDeath && { onDeath }),
      ...plan,
    });

  const broker = await stage('Broker', () =>
    run('broker', brokerConfig(wiring), {
      isReady: () => answersHttp(`http://127.0.0.1:${settings.brokerPort}/healthz`),
      onLine: invitations.hear,
    }),
  );
  undo.add(() => broker.stop());
  const spawner = await stage('Spawner', () =>
    run('spawner', spawnerConfig(wiring), {
      isReady: () => answersSocket(addresses.spawnerSocket),
    }),
  );
  const service = await stage('Service', () =>
    run('service', serviceConfig(wiring), {
      isReady: () => answersHttp(`http://127.0.0.1:${settings.servicePort}/readyz`),
    }).catch(async (error: unknown) => {
      await spawner.stop();
      throw error;
    }),
  );
  undo.add(() => service.stop());
  // First of all when stopping: runs end in order while there is still somebody to take their reports.
  undo.add(() => spawner.stop(30_000));

  return {
    ...addresses,
    folders,
    extensionFolder,
    browser,
    invitations: { ...invitations, ask: () => broker.say('') },
    parts: { broker, spawner, service },
    stop: undo.all,
  };
};
