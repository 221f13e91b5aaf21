import { storage } from 'wxt/utils/storage';

/** This device as it lies on disk. Bytes are base64url; the seeds are locked behind the passphrase. */
export type LockedDevice = {
  person: string;
  /** Ed25519 public key; its hash is the device's kid. */
  sign: string;
  /** X25519 public key that data keys are sealed to. */
  seal: string;
  /** X25519 public key of the organization's reading key, to which drafts are sealed without an unlock. */
  reading: string;
  /** Argon2id salt, 16 bytes. */
  salt: string;
  /** XSalsa20-Poly1305 nonce, 24 bytes. */
  nonce: string;
  /** The three seeds (sign, seal, reading; 32 bytes each), locked. */
  box: string;
  createdAt: number;
};

/** The three seeds, base64url. */
export type Seeds = { sign: string; seal: string; reading: string };

/** The device's keys, locked. Dies with the browser profile, or when the person disconnects. */
export const lockedDevice = storage.defineItem<LockedDevice | null>('local:device', {
  fallback: null,
  version: 1,
});

/** The device's keys, unlocked: only in memory, and only for the extension. Dies when the browser closes. */
export const unlockedSeeds = storage.defineItem<Seeds | null>('session:unlocked', {
  fallback: null,
});
