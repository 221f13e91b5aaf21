import { storeAgain } from '../cloud/store-again.ts';
import { unlockedSeeds } from '../store/device.ts';
import { signInWarnings } from '../store/preferences.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { healthOf } from '../vault/health.ts';
import { lookAtPage } from '../vault/look-at-page.ts';
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
  chrome.tabs.onUpdated.addListener((tabId, { status }, { url }) => {
    if (status === 'complete' && url) void visit(tabId, url).catch(tolerateRefusal);
  });
}

async function visit(tabId: number, url: string): Promise<void> {
  if (!(await signInWarnings.getValue()).resyncAlone) return;
  if (!(await unlockedSeeds.getValue())) return;
  if (!(await chrome.permissions.contains({ permissions: ['cookies'] }))) return;
  const { origin } = new URL(url);
  const known = Object.values(await knownSignIns.getValue());
  for (const signIn of known.filter(({ origins }) => origins.includes(origin))) {
    if (!isDue(signIn) || !(await isSignedIn(signIn, 'open-tabs'))) continue;
    if (await looksSignedIn(tabId, signIn)) await storeAgain(signIn);
  }
}

/** Cookies may outlive what they stand for: the page must not show what it shows to who is signed out. */
async function looksSignedIn(tabId: number, { tryAt }: KnownSignIn): Promise<boolean> {
  const look = await lookAtPage(tabId);
  if (!look || look.asksPassword) return false;
  return (tryAt?.absent ?? []).every((sign) => look.absent.includes(sign));
}

function isDue(signIn: KnownSignIn): boolean {
  const now = Date.now();
  const { kind } = healthOf(signIn, now);
  if (kind === 'trying' || kind === 'device-bound') return false;
  return kind === 'expires' || kind === 'signed-out' || now - signIn.storedAt > restMs;
}
