import { randomBytes } from './random.ts';
import { hashOf, sodium } from './sodium.ts';
import type { Kid } from '../base/ids.ts';

/** An Ed25519 pair that signs. `publicKey` 32 bytes, `privateKey` 64. */
export type SignKeys = {
  readonly kid: Kid;
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
};

/** An X25519 pair that receives. Both keys 32 bytes. */
export type SealKeys = {
  readonly kid: Kid;
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
};

/** The name of a public key, of either kind: its whole hash. */
export function kidOf(publicKey: Uint8Array): Kid {
  return hashOf(publicKey);
}

/** The signing pair of a 32-byte seed; a fresh one without. */
export function signKeys(seed: Uint8Array = randomBytes(32)): SignKeys {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed);
  return { kid: kidOf(publicKey), publicKey, privateKey };
}

/** The receiving pair of a 32-byte seed; a fresh one without. */
export function sealKeys(seed: Uint8Array = randomBytes(32)): SealKeys {
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed);
  return { kid: kidOf(publicKey), publicKey, privateKey };
}
