import { cookieKey } from './cookie-choice.ts';
import { factsOf, readCookies } from './read-cookies.ts';
import { readStorageAgain } from './read-storage-again.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';
import type { ReadFrom } from './read-storage-again.ts';

/**
 * Whether this browser seems signed in where a sign-in was stored: it has every cookie of it that is hidden from scripts;
 * where there was none, any of the others; where there was no cookie at all, an entry of the site's storage.
 */
export async function isSignedIn(
  { hosts, cookies, storage }: KnownSignIn,
  from: ReadFrom,
): Promise<boolean> {
  if (cookies.length === 0) return (await readStorageAgain(storage, from)).length > 0;
  const here = new Set((await readCookies(hosts)).map((cookie) => cookieKey(factsOf(cookie))));
  const hidden = cookies.filter(({ httpOnly }) => httpOnly);
  if (hidden.length > 0) return hidden.every((facts) => here.has(cookieKey(facts)));
  return cookies.some((facts) => here.has(cookieKey(facts)));
}
