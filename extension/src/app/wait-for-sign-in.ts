import { cookieKey } from '../vault/cookie-choice.ts';
import { factsOf, readCookies } from '../vault/read-cookies.ts';
import { readStorageAgain } from '../vault/read-storage-again.ts';
import type { ReadFrom } from '../vault/read-storage-again.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';

/** Opens the site of a sign-in in a tab. Whether the person signed in there, before `signal` ended the wait. */
export async function waitForSignIn(signIn: KnownSignIn, signal: AbortSignal): Promise<boolean> {
  await chrome.tabs.create({ url: signIn.page ?? signIn.origins[0] ?? '' });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const look = async (): Promise<void> => {
    if (await isSignedIn(signIn, 'open-tabs')) resolve(true);
  };
  const onChanged = (): void => void look();
  // A site may keep its sign-in in a cookie or in its storage: the latter is seen when its page has loaded.
  chrome.cookies.onChanged.addListener(onChanged);
  chrome.tabs.onUpdated.addListener(onChanged);
  signal.addEventListener('abort', () => resolve(false));
  const isThere = await promise;
  chrome.cookies.onChanged.removeListener(onChanged);
  chrome.tabs.onUpdated.removeListener(onChanged);
  return isThere;
}

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
