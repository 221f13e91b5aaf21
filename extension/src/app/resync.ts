import { SealError } from '@mayfly/shared/base/errors.ts';
import { connect } from '../cloud/doors.ts';
import { resyncSignIn } from '../cloud/sign-ins.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { chooseCookie, cookieKey } from '../vault/cookie-choice.ts';
import { factsOf, readCookies } from '../vault/read-cookies.ts';
import { readStorageAgain } from '../vault/read-storage-again.ts';
import { cookiePermissions } from '../vault/site.ts';
import { isSignedIn, waitForSignIn } from './wait-for-sign-in.ts';
import type { SessionCookie } from '@mayfly/shared/envelope/session.ts';
import type { SavedAutomation } from '../cloud/automations.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';
import type { WaitForSite } from './use-sign-in-wait.tsx';

/** What a resync changed, by names. */
export type Resynced = { host: string; added: number; gone: number };

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

/** Stores a sign-in again where this browser is signed in, without a word to the person. */
export async function storeAgain(known: KnownSignIn): Promise<Resynced> {
  const cookies = chosen(known, await readCookies(known.hosts));
  const localStorage = await readStorageAgain(known.storage, 'own-tab');
  if (cookies.length === 0 && localStorage.length === 0) throw new SealError('not-signed-in');
  const { hosts, origins, deviceBound, page, loads } = known;
  const { added, gone } = await resyncSignIn(await connect(), known, {
    hosts,
    origins,
    cookies,
    localStorage,
    deviceBound,
    page,
    loads,
  });
  return { host: hosts[0] ?? '', added: added.length, gone: gone.length };
}

async function askFor({ hosts }: KnownSignIn): Promise<void> {
  const origins = [...new Set(hosts.flatMap((host) => cookiePermissions(host).origins))];
  const wanted: chrome.permissions.Permissions = { permissions: ['cookies'], origins };
  if (await chrome.permissions.contains(wanted)) return;
  if (!(await chrome.permissions.request(wanted))) throw new SealError('permission-refused');
}

function chosen(known: KnownSignIn, cookies: readonly SessionCookie[]): SessionCookie[] {
  const before = new Set(known.cookies.map(cookieKey));
  // Who chose entries of the site's storage alone, wants no cookie.
  const wantsNew = before.size > 0;
  return cookies.filter((cookie) => {
    const facts = factsOf(cookie);
    return before.has(cookieKey(facts)) || (wantsNew && chooseCookie(facts).needed);
  });
}
