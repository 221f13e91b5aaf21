import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';
import { Refusal } from './refusal.ts';

/** Asks for all addresses of a name. */
export type Lookup = (name: string) => Promise<readonly string[]>;

/** Answers the addresses that may be dialled for a site; the same ones for the whole run. */
export type Resolve = (url: URL) => Promise<readonly string[]>;

/**
 * Resolves each name once per run and refuses it if any answer is not public, unless `privateOrigins` names that very
 * origin. Throws Refusal `address-not-public` or `name-not-found`.
 */
export function pinnedResolver(
  privateOrigins: ReadonlySet<string>,
  lookup: Lookup = lookupBehind({}),
): Resolve {
  const pinned = new Map<string, Promise<readonly string[]>>();

  function addressesOf(name: string): Promise<readonly string[]> {
    const known = pinned.get(name);
    if (known) return known;
    const asked = isIP(name) ? Promise.resolve([name]) : lookup(name);
    pinned.set(name, asked);
    asked.catch(() => pinned.delete(name));
    return asked;
  }

  return async (url) => {
    const addresses = await addressesOf(bareHost(url)).catch((cause: unknown) => {
      throw new Refusal('name-not-found', { cause });
    });
    if (addresses.length === 0) throw new Refusal('name-not-found');
    if (privateOrigins.has(url.origin) || addresses.every(isPublicAddress)) return addresses;
    throw new Refusal('address-not-public');
  };
}

/** The host of an address as a resolver wants it: without the brackets of IPv6. */
export function bareHost(url: URL): string {
  return url.hostname.replaceAll(/^\[|\]$/g, '');
}

/** The system's resolver, behind names that the installation fixes. */
export function lookupBehind(hosts: Readonly<Record<string, string>>): Lookup {
  return async (name) => {
    const fixed = Object.hasOwn(hosts, name) ? hosts[name] : undefined;
    return fixed === undefined ? lookupAll(name) : [fixed];
  };
}

async function lookupAll(name: string): Promise<readonly string[]> {
  // RFC 6761 §6.3; not every resolver keeps to it.
  if (name === 'localhost' || name.endsWith('.localhost')) return ['127.0.0.1'];
  const answers = await dns.lookup(name, { all: true, order: 'ipv4first' });
  return answers.map(({ address }) => address);
}
