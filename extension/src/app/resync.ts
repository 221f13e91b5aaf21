import { SealError } from '@mayfly/shared/base/errors.ts';
import { connect } from '../cloud/doors.ts';
import { resyncSignIn } from '../cloud/sign-ins.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { chooseCookie, cookieKey } from '../vault/cookie-choice.ts';
import { factsOf, readCookies } from '../vault/read-cookies.ts';
import { cookiePermissions } from '../vault/site.ts';
import type { SessionCookie } from '@mayfly/shared/envelope/session.ts';
import type { SavedAutomation } from '../cloud/automations.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';

/** What a resync changed, by names. */
export type Resynced = { host: string; added: number; gone: number };

/** Stores the sign-in of an automation again. Throws `subject-not-found`-like refusals in words. */
export async function resyncOf({ grant }: SavedAutomation): Promise<Resynced> {
  const subject = grant?.body.sessions[0]?.subject;
  return resync(subject ?? '');
}

/**
 * Stores a sign-in again with the choices of the last time: the same cookies, and new ones that look like a session. Asks
 * Chrome where it has taken the permission back. Throws `not-signed-in` when there is nothing to store.
 */
export async function resync(subject: string): Promise<Resynced> {
  const known = (await knownSignIns.getValue())[subject];
  if (!known) throw new SealError('sign-in-elsewhere');
  await askFor(known);
  const cookies = chosen(known, await readCookies(known.hosts));
  if (cookies.length === 0) throw new SealError('not-signed-in');
  const { added, gone } = await resyncSignIn(await connect(), known, {
    hosts: known.hosts,
    origins: known.origins,
    cookies,
    localStorage: [],
    deviceBound: known.deviceBound,
  });
  return { host: known.hosts[0] ?? '', added: added.length, gone: gone.length };
}

async function askFor({ hosts }: KnownSignIn): Promise<void> {
  const origins = [...new Set(hosts.flatMap((host) => cookiePermissions(host).origins))];
  const wanted: chrome.permissions.Permissions = { permissions: ['cookies'], origins };
  if (await chrome.permissions.contains(wanted)) return;
  if (!(await chrome.permissions.request(wanted))) throw new SealError('permission-refused');
}

function chosen(known: KnownSignIn, cookies: readonly SessionCookie[]): SessionCookie[] {
  const before = new Set(known.cookies.map(cookieKey));
  return cookies.filter((cookie) => {
    const facts = factsOf(cookie);
    return before.has(cookieKey(facts)) || chooseCookie(facts).needed;
  });
}
