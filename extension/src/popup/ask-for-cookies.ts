import { askChrome } from '../recording/ask-chrome.ts';
import { passedSites } from '../store/passed-sites.ts';
import { cookiePermissions } from '../vault/site.ts';

/** Asks Chrome for the cookies of a host, and of those that recordings passed through to sign in there. In a click. */
export async function askForCookies(host: string): Promise<boolean> {
  const { origins = [] } = (await passedSites.getValue())[host] ?? {};
  const passed = origins.map((origin) => new URL(origin).hostname);
  return askChrome(cookiePermissions(host, ...passed));
}
