import { seal } from '@mayfly/shared/envelope/seal.ts';
import { sessionCodec, writeBody } from '@mayfly/shared/envelope/session.ts';
import { isSameCookie, readCookies } from './cookies.ts';
import { readStorage } from './local-storage.ts';
import type { SignKeys } from '@mayfly/shared/envelope/keys.ts';
import type { Sealed } from '@mayfly/shared/envelope/seal.ts';
import type { Session, SessionCookie } from '@mayfly/shared/envelope/session.ts';
import type { Browser } from 'puppeteer-core';
import type { GivenSession } from '../contents.ts';

/**
 * A session as the site left it: the same cookies and entries, with new values and ends only. Undefined when nothing
 * changed, and when the site took one away: then the stored one is still the better.
 */
export async function renewedBody(browser: Browser, body: Session): Promise<Session | undefined> {
  const current = await readCookies(browser);
  const cookies = body.cookies.map((cookie) => renewedCookie(cookie, current));
  const localStorage = await Promise.all(
    body.localStorage.map(async ({ origin, entries }) => ({
      origin,
      entries: await readStorage(browser, { origin, keys: Object.keys(entries) }),
    })),
  );
  if (!cookies.every((cookie) => cookie !== undefined)) return undefined;
  const isWhole = localStorage.every(
    ({ entries }, index) => size(entries) === size(body.localStorage[index]?.entries ?? {}),
  );
  if (!isWhole) return undefined;
  const renewed = { ...body, cookies, localStorage };
  return JSON.stringify(kept(renewed)) === JSON.stringify(kept(body)) ? undefined : renewed;
}

/** Seals a renewed session to the broker alone: same subject, owner and scope, after the one that was released. */
export function sealRenewal(
  given: GivenSession,
  body: Session,
  sender: SignKeys,
  now: number,
): Sealed {
  const { org, subject, owner, scope, notAfter } = given.header;
  return seal({
    purpose: 'session',
    org,
    subject,
    owner,
    scope,
    prev: given.id,
    createdAt: now,
    ...(notAfter === undefined ? {} : { notAfter }),
    plain: writeBody(sessionCodec, body),
    sender,
    recipients: [],
  });
}

/** A cookie with the value and end that it has now; undefined when it is gone or has ended. */
function renewedCookie(
  cookie: SessionCookie,
  current: readonly SessionCookie[],
): SessionCookie | undefined {
  const now = current.find((one) => isSameCookie(one, cookie));
  if (!now) return undefined;
  const { expiresAt: _, ...rest } = cookie;
  return {
    ...rest,
    value: now.value,
    ...(now.expiresAt === undefined ? {} : { expiresAt: now.expiresAt }),
  };
}

/** What a renewal may change: values and ends, the latter to the second, as browsers keep them. */
function kept({ cookies, localStorage }: Session) {
  return {
    cookies: cookies.map(({ value, expiresAt }) => [
      value,
      expiresAt === undefined ? undefined : Math.round(expiresAt / 1000),
    ]),
    localStorage,
  };
}

function size(entries: Readonly<Record<string, string>>): number {
  return Object.keys(entries).length;
}
