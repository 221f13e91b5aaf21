import { fileKeeper } from './keys-file.ts';
import { openBaoTransit } from './openbao-transit.ts';
import { wrappedKeeper } from './wrapped-keys.ts';
import type { Config } from '../config.ts';
import type { BrokerSeeds } from './broker-keys.ts';

/** Keeps the broker's secrets between its starts. One contract suite holds for every implementation. */
export type SeedKeeper = {
  /**
   * The secrets of this installation, made and kept at the first time. Throws, and changes nothing, where what is kept
   * cannot be used: others may read it, it was changed, or whoever unwraps it does not.
   */
  load(): Promise<BrokerSeeds>;
};

/** The keeper that the configuration names: the file alone, or the file wrapped by a KMS. */
export function keeperOf({ keysFile, kms }: Pick<Config, 'keysFile' | 'kms'>): SeedKeeper {
  return kms ? wrappedKeeper(keysFile, openBaoTransit(kms)) : fileKeeper(keysFile);
}
