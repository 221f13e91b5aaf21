import { MayflyError } from '@mayfly/shared/base/errors.ts';
import { openBaoTransit } from './openbao-transit.ts';
import { keeperOf } from './seed-keeper.ts';
import { wrapKeys } from './wrapped-keys.ts';
import type { Config } from '../config.ts';
import type { BrokerSeeds } from './broker-keys.ts';

/** The secrets with which this broker starts. Where they cannot be had it says why and what to do, and ends: nothing else began. */
export async function loadSeeds(config: Config): Promise<BrokerSeeds> {
  return orEnd(() => keeperOf(config).load());
}

/** `--wrap-keys`: wraps the keys file by the key service that the configuration names, says so, and ends. */
export async function wrapAtOnce({ keysFile, kms }: Config): Promise<never> {
  await orEnd(async () => {
    if (!kms) throw new Error('--wrap-keys needs `kms` in the configuration');
    await wrapKeys(keysFile, openBaoTransit(kms));
    process.stdout.write(`${keysFile} is wrapped by key ${kms.key} of ${kms.url}.\n`);
  });
  return process.exit(0);
}

async function orEnd<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MayflyError)) throw error;
    process.stderr.write(`${error.code}: ${error.message} ${error.next}\n`);
    return process.exit(1);
  }
}
