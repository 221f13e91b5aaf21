import sodium from 'libsodium-wrappers-sumo';

/** Argon2id's cost: 3 passes over 256 MiB (FLOWS §0), about 0.9 s. */
const passes = 3;
const memoryBytes = 256 * 1024 * 1024;

/**
 * Derives the 32-byte key that locks a device. Loaded only when unlocking: libsodium's larger build is needed for it.
 * @param salt 16 bytes
 */
export async function deriveLockKey(passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  await sodium.ready;
  return sodium.crypto_pwhash(
    32,
    passphrase,
    salt,
    passes,
    memoryBytes,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  );
}
