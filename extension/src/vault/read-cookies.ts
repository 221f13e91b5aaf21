import { siteOf } from './site.ts';
import type { SessionCookie } from '@mayfly/shared/envelope/session.ts';
import type { CookieFacts } from './cookie-choice.ts';

/**
 * All cookies that these hosts would be sent: on every path, of the parent domain too, partitioned ones included.
 * Needs the cookies permission and the site's hosts. Two hosts of one site are read once.
 */
export async function readCookies(hosts: readonly string[]): Promise<SessionCookie[]> {
  const sites = [...new Set(hosts.map(siteOf))];
  const read = await Promise.all(
    sites.map((domain) => chrome.cookies.getAll({ domain, partitionKey: {} })),
  );
  return read
    .flat()
    .filter((cookie) => hosts.some((host) => isSentTo(cookie, host)))
    .map(toSessionCookie);
}

/** A cookie's names and attributes, without its value. */
export function factsOf(cookie: SessionCookie): CookieFacts {
  const { name, domain, hostOnly, path, httpOnly, secure, sameSite, expiresAt, partitionKey } =
    cookie;
  return {
    name,
    domain,
    hostOnly,
    path,
    httpOnly,
    secure,
    sameSite: sameSite ?? 'unspecified',
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(partitionKey ? { partition: partitionKey.topLevelSite } : {}),
  };
}

function isSentTo({ domain, hostOnly }: chrome.cookies.Cookie, host: string): boolean {
  const bare = domain.replace(/^\./, '');
  return host === bare || (!hostOnly && host.endsWith(`.${bare}`));
}

function toSessionCookie(cookie: chrome.cookies.Cookie): SessionCookie {
  const { name, value, domain, hostOnly, path, secure, httpOnly } = cookie;
  const sameSite = sameSites[cookie.sameSite];
  const key = cookie.partitionKey;
  return {
    name,
    value,
    domain,
    hostOnly,
    path,
    secure,
    httpOnly,
    ...(sameSite ? { sameSite } : {}),
    ...(cookie.expirationDate === undefined
      ? {}
      : { expiresAt: Math.round(cookie.expirationDate * 1000) }),
    ...(key?.topLevelSite
      ? {
          partitionKey: {
            topLevelSite: key.topLevelSite,
            hasCrossSiteAncestor: key.hasCrossSiteAncestor ?? false,
          },
        }
      : {}),
  };
}

/** Chrome's words in ours; unspecified is left out. */
const sameSites: Record<`${chrome.cookies.SameSiteStatus}`, SessionCookie['sameSite']> = {
  strict: 'strict',
  lax: 'lax',
  no_restriction: 'none',
  unspecified: undefined,
};
