import { cookieKey } from '../vault/cookie-choice.ts';
import { factsOf, readCookies } from '../vault/read-cookies.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';

/** Opens the site of a sign-in in a tab, and is done once the person is signed in there. */
export async function waitForSignIn(signIn: KnownSignIn): Promise<void> {
  const [url = ''] = signIn.origins;
  await chrome.tabs.create({ url });
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = async (): Promise<void> => {
    if (await isSignedIn(signIn)) resolve();
  };
  const onChanged = (): void => void look();
  chrome.cookies.onChanged.addListener(onChanged);
  await promise;
  chrome.cookies.onChanged.removeListener(onChanged);
}

/** Whether this browser has every cookie that made the session when it was stored, none of them past its end. */
export async function isSignedIn({ hosts, cookies }: KnownSignIn): Promise<boolean> {
  const here = new Set((await readCookies(hosts)).map((cookie) => cookieKey(factsOf(cookie))));
  return cookies.length > 0 && cookies.every((facts) => here.has(cookieKey(facts)));
}
