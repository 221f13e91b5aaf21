import { SealError } from '@mayfly/shared/base/errors.ts';
import { storeAgain } from '../cloud/store-again.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { isSignedIn } from '../vault/signed-in.ts';
import { cookiePermissions } from '../vault/site.ts';
import { waitForSignIn } from './wait-for-sign-in.ts';
import type { SavedAutomation } from '../cloud/automations.ts';
import type { Resynced } from '../cloud/store-again.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';
import type { WaitForSite } from './use-sign-in-wait.tsx';

/** Stores the sign-in of an automation again, as {@link resync} does. */
export async function resyncOf(
  { grant }: SavedAutomation,
  wait: WaitForSite,
): Promise<Resynced | undefined> {
  return resync(grant?.body.sessions[0]?.subject ?? '', wait);
}

/**
 * Stores a sign-in again with the choices of the last time: the same cookies, and new ones that look like a session. Asks
 * Chrome where it has taken the permission back; where the person is not signed in here, opens the site and goes on once
 * they are. Undefined where they gave up. Throws `sign-in-elsewhere`, `permission-refused` or `not-signed-in`.
 */
export async function resync(subject: string, wait: WaitForSite): Promise<Resynced | undefined> {
  const known = (await knownSignIns.getValue())[subject];
  if (!known) throw new SealError('sign-in-elsewhere');
  await askFor(known);
  if (!(await isSignedIn(known, 'own-tab'))) {
    const isThere = await wait(known.hosts[0] ?? '', (signal) => waitForSignIn(known, signal));
    if (!isThere) return undefined;
  }
  return storeAgain(known);
}

async function askFor({ hosts }: KnownSignIn): Promise<void> {
  const origins = [...new Set(hosts.flatMap((host) => cookiePermissions(host).origins))];
  const wanted: chrome.permissions.Permissions = { permissions: ['cookies'], origins };
  if (await chrome.permissions.contains(wanted)) return;
  if (!(await chrome.permissions.request(wanted))) throw new SealError('permission-refused');
}
