import { isSignedIn } from '../vault/signed-in.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';

/** Opens the site of a sign-in in a tab. Whether the person signed in there, before `signal` ended the wait. */
export async function waitForSignIn(signIn: KnownSignIn, signal: AbortSignal): Promise<boolean> {
  await chrome.tabs.create({ url: signIn.tryAt?.page ?? signIn.origins[0] ?? '' });
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
