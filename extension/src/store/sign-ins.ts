import { storage } from 'wxt/utils/storage';
import type { CookieFacts } from '../vault/cookie-choice.ts';

/** What this device remembers of a stored sign-in: names and attributes, never a value (FLOWS §4.2). */
export type KnownSignIn = {
  subject: string;
  /** Hosts whose cookies it holds; the first is the one it was stored on. */
  hosts: string[];
  origins: string[];
  /** 16 bytes, base64url: with the origins it makes the scope, which a resync keeps. */
  salt: string;
  cookies: CookieFacts[];
  /** Keys of localStorage entries that were chosen, by origin. */
  storage: { origin: string; keys: string[] }[];
  storedAt: number;
  /** Whether the last run that used it found itself signed in; absent: not tried. */
  works?: boolean;
  /** When a run last found itself signed in; and signed out. Ms since 1970. */
  checkedAt?: number;
  signedOutAt?: number;
  deviceBound: boolean;
};

/** Sign-ins stored from this device, by subject. Dies when revoked, or with the profile. */
export const knownSignIns = storage.defineItem<Record<string, KnownSignIn>>('local:signIns', {
  fallback: {},
  version: 1,
});
