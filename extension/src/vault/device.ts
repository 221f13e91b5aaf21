import { concat } from '@mayfly/shared/base/bytes.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url, randomId16, toBase64url } from '@mayfly/shared/base/ids.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { ready, sodium } from '@mayfly/shared/envelope/sodium.ts';
import { lockedDevice, unlockedSeeds } from '../store/device.ts';
import { normalizePassphrase } from './passphrase.ts';
import type { PersonId } from '@mayfly/shared/base/ids.ts';
import type { SealKeys, SignKeys } from '@mayfly/shared/envelope/keys.ts';
import type { LockedDevice, Seeds } from '../store/device.ts';

/** All keys of this device, unlocked. */
export type DeviceKeys = {
  readonly person: PersonId;
  /** Ed25519: signs statements and envelopes. Its kid is the device's name. */
  readonly sign: SignKeys;
  /** X25519: receives `keys` envelopes. */
  readonly seal: SealKeys;
  /** X25519, shared by the people of the space: opens automations, inputs and reports. */
  readonly reading: SealKeys;
};

/**
 * Makes the keys of a new device, and locks them with the passphrase. Nothing is stored before {@link keepDevice}: a
 * pairing that fails leaves nothing behind.
 */
export async function createDevice(
  passphrase: string,
  now: number,
): Promise<{ keys: DeviceKeys; locked: LockedDevice; seeds: Seeds }> {
  await ready();
  const raw = { sign: randomBytes(32), seal: randomBytes(32), reading: randomBytes(32) };
  const person = randomId16();
  const keys = keysOf(person, raw);
  const salt = randomBytes(16);
  const nonce = randomBytes(24);
  const box = sodium.crypto_secretbox_easy(
    concat(raw.sign, raw.seal, raw.reading),
    nonce,
    await lockKey(passphrase, salt),
  );
  const locked = {
    person,
    sign: toBase64url(keys.sign.publicKey),
    seal: toBase64url(keys.seal.publicKey),
    reading: toBase64url(keys.reading.publicKey),
    salt: toBase64url(salt),
    nonce: toBase64url(nonce),
    box: toBase64url(box),
    createdAt: now,
  };
  return { keys, locked, seeds: seedsOf(raw) };
}

/** Keeps a device that is paired now, unlocked until the browser closes. */
export async function keepDevice(locked: LockedDevice, seeds: Seeds): Promise<void> {
  await lockedDevice.setValue(locked);
  await unlockedSeeds.setValue(seeds);
}

/** Unlocks the device until the browser closes. Throws `wrong-passphrase`. Takes about a second. */
export async function unlock(passphrase: string): Promise<void> {
  await ready();
  const locked = await storedDevice();
  const key = await lockKey(passphrase, fromBase64url(locked.salt));
  await unlockedSeeds.setValue(seedsOf(openBox(locked, key)));
}

/** Forgets the unlocked keys. */
export async function lock(): Promise<void> {
  await unlockedSeeds.removeValue();
}

/** The device's keys. Throws `locked` when nobody has unlocked them since the browser started. */
export async function deviceKeys(): Promise<DeviceKeys> {
  await ready();
  const locked = await storedDevice();
  const seeds = await unlockedSeeds.getValue();
  if (!seeds) throw new SealError('locked');
  return keysOf(locked.person as PersonId, {
    sign: fromBase64url(seeds.sign),
    seal: fromBase64url(seeds.seal),
    reading: fromBase64url(seeds.reading),
  });
}

type RawSeeds = { sign: Uint8Array; seal: Uint8Array; reading: Uint8Array };

async function storedDevice(): Promise<LockedDevice> {
  const locked = await lockedDevice.getValue();
  if (!locked) throw new SealError('not-paired');
  return locked;
}

/** Argon2id's library is four times libsodium's size: it is loaded when somebody locks or unlocks. */
async function lockKey(passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  const { deriveLockKey } = await import('./argon.ts');
  return deriveLockKey(normalizePassphrase(passphrase), salt);
}

function openBox(locked: LockedDevice, key: Uint8Array): RawSeeds {
  try {
    const plain = sodium.crypto_secretbox_open_easy(
      fromBase64url(locked.box),
      fromBase64url(locked.nonce),
      key,
    );
    return { sign: plain.slice(0, 32), seal: plain.slice(32, 64), reading: plain.slice(64, 96) };
  } catch (cause) {
    throw new SealError('wrong-passphrase', { cause });
  }
}

function keysOf(person: PersonId, raw: RawSeeds): DeviceKeys {
  return {
    person,
    sign: signKeys(raw.sign),
    seal: sealKeys(raw.seal),
    reading: sealKeys(raw.reading),
  };
}

function seedsOf(raw: RawSeeds): Seeds {
  return {
    sign: toBase64url(raw.sign),
    seal: toBase64url(raw.seal),
    reading: toBase64url(raw.reading),
  };
}
