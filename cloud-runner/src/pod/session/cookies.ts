import type { SessionCookie } from '@mayfly/shared/envelope/session.ts';
import type { Browser, Protocol } from 'puppeteer-core';

/**
 * Puts the cookies of a session into the browser: those that the hosts of `origins` may be sent, and no others. A
 * host-only cookie is set by address and without domain, as CDP wants it.
 */
export async function installCookies(
  browser: Browser,
  cookies: readonly SessionCookie[],
  origins: readonly string[],
): Promise<void> {
  const hosts = origins.map((origin) => new URL(origin).hostname);
  const within = cookies.filter((cookie) => hosts.some((host) => isSentTo(cookie, host)));
  const session = await browser.target().createCDPSession();
  await session.send('Storage.setCookies', { cookies: within.map(toParam) });
  await session.detach();
}

/** All cookies that the browser holds now. */
export async function readCookies(browser: Browser): Promise<SessionCookie[]> {
  const session = await browser.target().createCDPSession();
  const { cookies } = await session.send('Storage.getCookies');
  await session.detach();
  return cookies.map(fromCookie);
}

/** Whether both are the same cookie, whatever they hold: name, domain, path and partition. */
export function isSameCookie(left: SessionCookie, right: SessionCookie): boolean {
  return (
    left.name === right.name &&
    bare(left.domain) === bare(right.domain) &&
    left.path === right.path &&
    left.partitionKey?.topLevelSite === right.partitionKey?.topLevelSite
  );
}

function isSentTo({ domain, hostOnly }: SessionCookie, host: string): boolean {
  return host === bare(domain) || (!hostOnly && host.endsWith(`.${bare(domain)}`));
}

function bare(domain: string): string {
  return domain.replace(/^\./, '');
}

const sameSites = { strict: 'Strict', lax: 'Lax', none: 'None' } as const;

function toParam(cookie: SessionCookie): Protocol.Network.CookieParam {
  const { name, value, domain, hostOnly, path, secure, httpOnly, partitionKey } = cookie;
  const address = `${secure ? 'https' : 'http'}://${bare(domain)}${path}`;
  return {
    name,
    value,
    path,
    secure,
    httpOnly,
    ...(hostOnly ? { url: address } : { domain }),
    ...(cookie.sameSite ? { sameSite: sameSites[cookie.sameSite] } : {}),
    ...(cookie.expiresAt === undefined ? {} : { expires: cookie.expiresAt / 1000 }),
    ...(partitionKey ? { partitionKey } : {}),
  };
}

function fromCookie(cookie: Protocol.Network.Cookie): SessionCookie {
  const { name, value, domain, path, secure, httpOnly, partitionKey } = cookie;
  const sameSite = (['strict', 'lax', 'none'] as const).find(
    (word) => sameSites[word] === cookie.sameSite,
  );
  return {
    name,
    value,
    domain,
    hostOnly: !domain.startsWith('.'),
    path,
    secure,
    httpOnly,
    ...(sameSite ? { sameSite } : {}),
    ...(cookie.session ? {} : { expiresAt: Math.round(cookie.expires * 1000) }),
    ...(partitionKey
      ? {
          partitionKey: {
            topLevelSite: partitionKey.topLevelSite,
            hasCrossSiteAncestor: partitionKey.hasCrossSiteAncestor,
          },
        }
      : {}),
  };
}
