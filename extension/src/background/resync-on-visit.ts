import { storeAgain } from '../cloud/store-again.ts';
import { unlockedSeeds } from '../store/device.ts';
import { signInWarnings } from '../store/preferences.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { healthOf } from '../vault/health.ts';
import { isSignedIn } from '../vault/signed-in.ts';
import { tolerateRefusal } from './tolerate-refusal.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';

/** A healthy sign-in is not stored again more often than this, ms. */
const restMs = 12 * 3_600_000;

/**
 * Where the person wants it: stores a sign-in again when they visit its site, signed in and unlocked. Chrome tells the
 * address of a tab only on sites that were allowed. Must be called in the worker's first turn.
 */
export function resyncOnVisit(): void {
  chrome.tabs.onUpdated.addListener((_, { status }, { url }) => {
    if (status === 'complete' && url) void visit(url).catch(tolerateRefusal);
  });
}

async function visit(url: string): Promise<void> {
  if (!(await signInWarnings.getValue()).resyncAlone) return;
  if (!(await unlockedSeeds.getValue())) return;
  if (!(await chrome.permissions.contains({ permissions: ['cookies'] }))) return;
  const { origin } = new URL(url);
  const known = Object.values(await knownSignIns.getValue());
  for (const signIn of known.filter(({ origins }) => origins.includes(origin))) {
    if (isDue(signIn) && (await isSignedIn(signIn, 'open-tabs'))) await storeAgain(signIn);
  }
}

function isDue(signIn: KnownSignIn): boolean {
  const now = Date.now();
  const { kind } = healthOf(signIn, now);
  if (kind === 'trying' || kind === 'device-bound') return false;
  return kind === 'expires' || kind === 'signed-out' || now - signIn.storedAt > restMs;
}
