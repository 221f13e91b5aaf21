import { EngineError } from '@mayfly/shared/base/errors.ts';
import { fromUtf8, utf8 } from '@mayfly/shared/base/bytes.ts';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { sodium } from '@mayfly/shared/envelope/sodium.ts';
import { makeSeeds } from './broker-keys.ts';
import {
  createKept,
  findKept,
  readKept,
  readSeeds,
  replaceKept,
  seedsOf,
  writeSeeds,
} from './keys-file.ts';
import type { BrokerSeeds } from './broker-keys.ts';
import type { Kept } from './keys-file.ts';
import type { Kms } from './kms.ts';
import type { SeedKeeper } from './seed-keeper.ts';

type Wrapped = Extract<Kept, { v: 2 }>;

const about = utf8('mayfly-keys-v2\0');

/**
 * Keeps the secrets in `file` sealed under a key that `kms` wraps: neither the file nor the key service alone opens
 * them, and the key service sees no secret of the broker. Throws for a file whose keys lie open: see {@link wrapKeys}.
 */
export function wrappedKeeper(file: string, kms: Kms): SeedKeeper {
  return {
    async load() {
      const kept = findKept(file);
      if (kept?.v === 1) throw new EngineError('keys-not-wrapped');
      if (kept) return openWrapped(kept, kms);
      const seeds = makeSeeds();
      if (createKept(file, await sealSeeds(seeds, kms))) return seeds;
      return this.load();
    },
  };
}

/**
 * Wraps the keys that lie in `file`, open or wrapped before, by the newest key of `kms`. Written only once they were
 * opened again from what is to be written.
 */
export async function wrapKeys(file: string, kms: Kms): Promise<void> {
  const kept = readKept(file);
  const seeds = kept.v === 1 ? seedsOf(kept) : await openWrapped(kept, kms);
  const text = await sealSeeds(seeds, kms);
  replaceKept(file, text);
}

async function sealSeeds(seeds: BrokerSeeds, kms: Kms): Promise<string> {
  const key = randomBytes(32);
  const nonce = randomBytes(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  const plain = utf8(writeSeeds(seeds));
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, about, null, nonce, key);
  const wrapped = await kms.wrap(key);
  // A key service that wraps and does not unwrap would be found out when the open keys are gone.
  await openWrapped({ v: 2, wrapped, nonce, sealed }, kms);
  return JSON.stringify({
    v: 2,
    wrapped,
    nonce: toBase64url(nonce),
    sealed: toBase64url(sealed),
  });
}

async function openWrapped({ wrapped, nonce, sealed }: Wrapped, kms: Kms): Promise<BrokerSeeds> {
  const key = await kms.unwrap(wrapped);
  try {
    const plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      sealed,
      about,
      nonce,
      key,
    );
    return readSeeds(fromUtf8(plain));
  } catch {
    throw new EngineError('keys-not-opened');
  }
}
