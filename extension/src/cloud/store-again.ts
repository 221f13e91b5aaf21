import { SealError } from '@mayfly/shared/base/errors.ts';
import { chooseCookie, cookieKey } from '../vault/cookie-choice.ts';
import { factsOf, readCookies } from '../vault/read-cookies.ts';
import { readStorageAgain } from '../vault/read-storage-again.ts';
import { connect } from './doors.ts';
import { resyncSignIn } from './sign-ins.ts';
import type { SessionCookie } from '@mayfly/shared/envelope/session.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';

/** What a resync changed, by names. */
export type Resynced = { host: string; added: number; gone: number };

/** Stores a sign-in again where this browser is signed in, without a word to the person. */
export async function storeAgain(known: KnownSignIn): Promise<Resynced> {
  const cookies = chosen(known, await readCookies(known.hosts));
  const localStorage = await readStorageAgain(known.storage, 'own-tab');
  if (cookies.length === 0 && localStorage.length === 0) throw new SealError('not-signed-in');
  const { hosts, origins, deviceBound, tryAt } = known;
  const { added, gone } = await resyncSignIn(await connect(), known, {
    hosts,
    origins,
    cookies,
    localStorage,
    deviceBound,
    tryAt,
  });
  return { host: hosts[0] ?? '', added: added.length, gone: gone.length };
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
