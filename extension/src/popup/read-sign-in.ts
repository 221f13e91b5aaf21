import { bareAddress } from '@mayfly/shared/base/address.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { passedSites } from '../store/passed-sites.ts';
import { isTracker } from '../review/seen-sites.ts';
import { lookAtPage } from '../vault/look-at-page.ts';
import { chooseCookie, cookieKey } from '../vault/cookie-choice.ts';
import { factsOf, readCookies } from '../vault/read-cookies.ts';
import { readLocalStorage } from '../vault/read-local-storage.ts';
import { cookiePermissions } from '../vault/site.ts';
import { strings } from './strings.ts';
import type { SessionCookie } from '@mayfly/shared/envelope/session.ts';
import type { KnownSignIn, TryAt } from '../store/sign-ins.ts';
import type { CookieChoice } from '../vault/cookie-choice.ts';
import type { PageLook } from '../vault/look-at-page.ts';
import type { LocalStorage } from '../vault/read-local-storage.ts';
import type { CookieOffer, CookieRow, PassedHost } from './store-cookies-view.ts';

/** What was read of a site. The values stay in here; the offer shows names and attributes. */
export type Reading = {
  readonly host: string;
  /** Where it may be installed: the page's origin, and those of the sign-in hosts, by host. */
  readonly origins: ReadonlyMap<string, string>;
  readonly cookies: ReadonlyMap<string, SessionCookie>;
  /** Cookies of sign-in hosts that were passed through, by host. */
  readonly passed: ReadonlyMap<string, readonly SessionCookie[]>;
  readonly storage: LocalStorage | undefined;
  /** The one stored before for this host: storing again is a resync. */
  readonly before: KnownSignIn | undefined;
  readonly deviceBound: boolean;
  readonly tryAt: TryAt | undefined;
  /** Absent when there is nothing that could be a sign-in. */
  readonly offer?: CookieOffer;
};

/** Most origins of scripts and data that a page is granted while its sign-in is tried. */
const mostLoads = 20;

/** Reads the cookies and localStorage of the page under the popup. Permissions must be there. */
export async function readSignIn(host: string, tab: chrome.tabs.Tab | undefined): Promise<Reading> {
  const { origins, deviceBound } = await passedOrigins(host);
  if (tab?.url) origins.set(host, new URL(tab.url).origin);
  const [own, storage, look, known] = await Promise.all([
    readCookies([host]),
    tab?.id === undefined ? undefined : readLocalStorage(tab.id),
    tab?.id === undefined ? undefined : lookAtPage(tab.id),
    knownSignIns.getValue(),
  ]);
  const cookies = byKey(own);
  const passed = await readPassed(
    [...origins.keys()].filter((one) => one !== host),
    cookies,
  );
  const choices = own.map((cookie) => chooseCookie(factsOf(cookie)));
  const entries = Object.entries(storage?.entries ?? {});
  const origin = origins.get(host) ?? '';
  const before = Object.values(known).find((one) => one.origins.includes(origin));
  const tryAt = look && tryAtOf(look);
  const reading = { host, origins, cookies, passed, storage, before, deviceBound, tryAt };
  const isSignedOut = look?.asksPassword || (choices.length === 0 && entries.length === 0);
  if (isSignedOut) return reading;
  return {
    ...reading,
    offer: {
      needed: choices.filter(({ needed }) => needed).map(toRow),
      others: choices.filter(({ needed }) => !needed).map(toRow),
      passed: [...passed].map(([name, given]) => toPassed(name, given)),
      storage: entries.map(([key, value]) => ({ key, bytes: key.length + value.length })),
      deviceBound,
    },
  };
}

function tryAtOf({ address, loads, absent }: PageLook): TryAt {
  const needed = loads.filter((each) => !isTracker(new URL(each).host));
  return { page: bareAddress(address), loads: needed.slice(0, mostLoads), absent };
}

/** Origins of sign-ins that recordings passed through on the way to this host, by host. */
async function passedOrigins(
  host: string,
): Promise<{ origins: Map<string, string>; deviceBound: boolean }> {
  const known = (await passedSites.getValue())[host];
  const origins = (known?.origins ?? []).map(
    (origin) => [new URL(origin).hostname, origin] as const,
  );
  return { origins: new Map(origins), deviceBound: known?.deviceBound ?? false };
}

async function readPassed(
  hosts: readonly string[],
  own: ReadonlyMap<string, SessionCookie>,
): Promise<Map<string, readonly SessionCookie[]>> {
  const passed = new Map<string, readonly SessionCookie[]>();
  for (const host of hosts) {
    if (!(await chrome.permissions.contains(cookiePermissions(host)))) continue;
    const others = (await readCookies([host])).filter(
      (cookie) => !own.has(cookieKey(factsOf(cookie))) && chooseCookie(factsOf(cookie)).needed,
    );
    if (others.length > 0) passed.set(host, others);
  }
  return passed;
}

function byKey(cookies: readonly SessionCookie[]): Map<string, SessionCookie> {
  return new Map(cookies.map((cookie) => [cookieKey(factsOf(cookie)), cookie]));
}

function toRow({ facts, reason }: CookieChoice): CookieRow {
  const { name, httpOnly, hostOnly, partition, expiresAt } = facts;
  return {
    id: cookieKey(facts),
    name,
    httpOnly,
    hostOnly,
    partition,
    expiresAt,
    reason: strings.cookies.reasons[reason],
  };
}

function toPassed(host: string, cookies: readonly SessionCookie[]): PassedHost {
  const ends = cookies.flatMap(({ expiresAt }) => expiresAt ?? []);
  return {
    host,
    cookies: cookies.length,
    ...(ends.length > 0 ? { expiresAt: Math.min(...ends) } : {}),
  };
}
