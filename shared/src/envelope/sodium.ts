import sodium, { memcmp, ready as sodiumReady } from 'libsodium-wrappers';
import { id16, id32 } from '../base/ids.ts';
import type { Hash, Id16 } from '../base/ids.ts';

/** Resolves once libsodium can be used: await it before anything else of this room. */
export async function ready(): Promise<void> {
  await sodiumReady;
}

/** `crypto_generichash` (BLAKE2b), 32 bytes; keyed where a key of 16 to 64 bytes is given. */
export function H(bytes: Uint8Array, key?: Uint8Array): Uint8Array {
  return sodium.crypto_generichash(32, bytes, key ?? null);
}

/** {@link H} as text, as ids and hashes are kept in memory. */
export function hashOf(bytes: Uint8Array): Hash {
  return id32(H(bytes));
}

/** The 16-byte form of {@link H}, as text. */
export function H16(bytes: Uint8Array): Id16 {
  return id16(sodium.crypto_generichash(16, bytes, null));
}

/** Whether two MACs or commitments are the same, in a time that does not tell where they differ. */
export function sameSecret(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && memcmp(left, right);
}

export { sodium };
