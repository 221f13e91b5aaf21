import { join } from 'node:path';

import { extensionFolder, programFile } from './builds.ts';
import { brokerConfig, serviceConfig, spawnerConfig, writeConfig } from './configs.ts';
import type { Addresses, Wiring } from './configs.ts';
import type { Folders } from './folders.ts';
import { answersHttp, answersSocket } from './health.ts';
import { listenForInvitations } from './invitations.ts';
import type { Invitations } from './invitations.ts';
import { startPart } from './part.ts';
import type { Part, PartPlan } from './part.ts';
import { makePremises } from './premises.ts';
import type { Settings } from './settings.ts';
import { makeUndo } from './undo.ts';
import type { Undo } from './undo.ts';
import type { Watcher } from './watcher.ts';

/** A whole runner on one machine: database, broker, spawner, service. */
export type Installation = Addresses & {
  folders: Folders;
  /** The built extension. */
  extensionFolder: string;
  /** The browser that plays runs. */
  browser: string;
  invitations: Invitations;
  parts: Parts;
  /** Ends all in order: what acts, what carries, what releases keys, what remembers. */
  stop: () => Promise<void>;
};

/** The programs of a runner. */
export type Parts = { broker: Part; spawner: Part; service: Part };

/** Runs in progress have so long to end in order and hand in their reports. */
const runsGraceMs = 30_000;

type Manners = Pick<PartPlan, 'isReady' | 'onLine'>;

const startParts = async (
  wiring: Wiring,
  { stage, onDeath }: Watcher,
  invitations: Invitations,
  undo: Undo,
): Promise<Parts> => {
  const { folders, settings, addresses } = wiring;
  const start = (name: keyof Parts, title: string, config: object, manners: Manners) =>
    stage(title, () =>
      startPart({
        name,
        main: programFile(name),
        config: writeConfig(folders, name, config),
        cwd: folders[name],
        log: join(folders.logs, `${name}.log`),
        ...(onDeath && { onDeath }),
        ...manners,
      }),
    );
  const broker = await start('broker', 'Broker', brokerConfig(wiring), {
    isReady: () => answersHttp(`http://127.0.0.1:${settings.brokerPort}/healthz`),
    onLine: invitations.hear,
  });
  undo.add(() => broker.stop());
  const spawner = await start('spawner', 'Spawner', spawnerConfig(wiring), {
    isReady: () => answersSocket(addresses.spawnerSocket),
  });
  // Should the service not start; once it did, the second entry below comes first.
  undo.add(() => spawner.stop());
  const service = await start('service', 'Service', serviceConfig(wiring), {
    isReady: () => answersHttp(`http://127.0.0.1:${settings.servicePort}/readyz`),
  });
  undo.add(() => service.stop());
  // First of all: runs end in order while there is still somebody to take their reports.
  undo.add(() => spawner.stop(runsGraceMs));
  return { broker, spawner, service };
};

/**
 * Starts everything on a data directory, and finds there what was before. What did start is ended again when
 * something does not.
 * @throws EngineError `already-running`, `address-in-use`, `browser-not-found`, `part-not-started`
 */
export const startInstallation = async (
  data: string,
  settings: Settings,
  watcher: Watcher,
): Promise<Installation> => {
  const undo = makeUndo();
  try {
    const wiring = await makePremises(data, settings, watcher, undo);
    const invitations = listenForInvitations();
    const parts = await startParts(wiring, watcher, invitations, undo);
    return {
      ...wiring.addresses,
      folders: wiring.folders,
      extensionFolder,
      browser: wiring.browser,
      invitations: { ...invitations, ask: () => parts.broker.say('') },
      parts,
      stop: undo.all,
    };
  } catch (error) {
    await undo.all();
    throw error;
  }
};
