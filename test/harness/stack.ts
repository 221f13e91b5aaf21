import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runtimeOf } from '@mayfly/cloud-runner/launcher/folders.ts';
import { freePort } from '@mayfly/cloud-runner/launcher/free-port.ts';
import { startInstallation } from '@mayfly/cloud-runner/launcher/installation.ts';
import type { Installation } from '@mayfly/cloud-runner/launcher/installation.ts';
import { settle } from '@mayfly/cloud-runner/launcher/settings.ts';
import type { SettingsFile } from '@mayfly/cloud-runner/launcher/settings.ts';
import type { Watcher } from '@mayfly/cloud-runner/launcher/watcher.ts';

/** A whole runner of real processes, on free ports and in a temporary data directory. */
export type Stack = Installation & {
  /** The first invitation, which makes the organization. */
  invitation: string;
  /** Where it keeps everything; give it to `startStack` to start on it again. */
  data: string;
  settings: SettingsFile;
  /** Stops everything and removes all of it. */
  remove: () => Promise<void>;
};

/** What a test decides about its runner. */
export type StackPlan = {
  settings?: SettingsFile;
  /** An earlier one's, to start it again. */
  data?: string;
  watcher?: Partial<Watcher>;
};

const silent: Watcher = { stage: (_, work) => work() };

/** Starts it as `npm start` does. `stop` keeps the data, `remove` does not. */
export const startStack = async (plan: StackPlan = {}): Promise<Stack> => {
  const data = plan.data ?? mkdtempSync(join(tmpdir(), 'mayfly-stack-'));
  chmodSync(data, 0o700);
  const settings: SettingsFile = {
    servicePort: await freePort(),
    brokerPort: await freePort(),
    window: false,
    ...plan.settings,
  };
  const runtime = runtimeOf(data);
  const removeFiles = () => {
    for (const path of [data, runtime]) rmSync(path, { recursive: true, force: true });
  };
  const watcher = { ...silent, ...plan.watcher };
  const runner = await startInstallation(data, settle(settings), watcher).catch(
    (error: unknown) => {
      if (plan.data === undefined) removeFiles();
      throw error;
    },
  );
  return {
    ...runner,
    data,
    settings,
    invitation: runner.invitations.last() ?? '',
    remove: async () => {
      await runner.stop();
      removeFiles();
    },
  };
};
