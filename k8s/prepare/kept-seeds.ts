import { fileKeeper, findKept } from '@mayfly/cloud-runner/broker/keys/keys-file.ts';
import { openBaoTransit } from '@mayfly/cloud-runner/broker/keys/openbao-transit.ts';
import { wrapKeys, wrappedKeeper } from '@mayfly/cloud-runner/broker/keys/wrapped-keys.ts';
import type { BrokerSeeds } from '@mayfly/cloud-runner/broker/keys/broker-keys.ts';
import type { KmsConfig } from '@mayfly/cloud-runner/broker/keys/kms-config.ts';

/**
 * The broker's secrets, made at the first time. Where there is a key service they lie wrapped; what lay there open is
 * wrapped now. It is entered by the token in `tokenFile`, which is the operator's and goes nowhere.
 */
export async function keptSeeds(
  file: string,
  broker: KmsConfig | undefined,
  tokenFile: string | undefined,
): Promise<BrokerSeeds> {
  if (!broker) return fileKeeper(file).load();
  if (tokenFile === undefined) {
    throw new Error(
      'The settings name a key service: --kms-token-file names a file with a token for it',
    );
  }
  const { login: _, ...place } = broker;
  const kms = openBaoTransit({ ...place, tokenFile });
  if (findKept(file)?.v === 1) await wrapKeys(file, kms);
  return wrappedKeeper(file, kms).load();
}
