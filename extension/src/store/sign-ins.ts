import { storage } from 'wxt/utils/storage';
import type { CookieFacts } from '../vault/cookie-choice.ts';

/** Where a sign-in is tried: the page that it was stored on, as it looks to who is signed in. */
export type TryAt = {
  /** Its address, without query. */
  page: string;
  /** Origins from which it loads scripts and data, besides those of the sign-in. */
  loads: string[];
  /** Selectors of what pages show to who is signed out, and this one does not. */
  absent: string[];
};

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
  tryAt?: TryAt;
  /** The run that tries it now, and since when. */
  trying?: { run: string; since: number };
  /** Whether the last run that used it found itself signed in; absent: not tried. */
  works?: boolean;
  /** When a run last found itself signed in; and signed out, and which. Ms since 1970. */
  checkedAt?: number;
  signedOutAt?: number;
  signedOutBy?: string;
  deviceBound: boolean;
};

/** Sign-ins stored from this device, by subject. Dies when revoked, or with the profile. */
export const knownSignIns = storage.defineItem<Record<string, KnownSignIn>>('local:signIns', {
  fallback: {},
  version: 1,
});

/** Changes what is remembered of one sign-in, one change after the other; nothing where it was revoked meanwhile. */
export async function changeSignIn(
  subject: string,
  change: (signIn: KnownSignIn) => KnownSignIn,
): Promise<void> {
  await navigator.locks.request('mayfly-sign-ins', async () => {
    const all = await knownSignIns.getValue();
    const before = all[subject];
    if (!before) return;
    const after = change(before);
    if (after !== before) await knownSignIns.setValue({ ...all, [subject]: after });
  });
}

/** Remembers a sign-in, in the place of what was known of it before; without one, forgets it. */
export async function rememberSignIn(subject: string, signIn?: KnownSignIn): Promise<void> {
  await navigator.locks.request('mayfly-sign-ins', async () => {
    const { [subject]: _, ...others } = await knownSignIns.getValue();
    await knownSignIns.setValue(signIn ? { ...others, [subject]: signIn } : others);
  });
}
