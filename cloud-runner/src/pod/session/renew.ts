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
 * A session as the site left it: the same cookies and entries, with new values and ends only. What the site took away,
 * or what has ended, stays as it was stored: one that was for a moment must not keep the others from being renewed.
 * Undefined when nothing changed.
 */
export async function renewedBody(browser: Browser, body: Session): Promise<Session | undefined> {
  const current = await readCookies(browser);
  const localStorage = await Promise.all(
    body.localStorage.map(async ({ origin, entries }) => ({
      origin,
      entries: {
        ...entries,
        ...(await readStorage(browser, { origin, keys: Object.keys(entries) })),
      },
    })),
  );
  const renewed = { ...body, cookies: renewedCookies(body.cookies, current), localStorage };
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

/** Cookies with the values and ends that they have now; those that are gone as they were. */
export function renewedCookies(
  stored: readonly SessionCookie[],
  current: readonly SessionCookie[],
): SessionCookie[] {
  return stored.map((cookie) => {
    const now = current.find((one) => isSameCookie(one, cookie));
    if (!now) return cookie;
    const { expiresAt: _, ...rest } = cookie;
    return {
      ...rest,
      value: now.value,
      ...(now.expiresAt === undefined ? {} : { expiresAt: now.expiresAt }),
    };
  });
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
