import { getDomain, getHostname } from 'tldts';

/**
 * The registrable domain of a host (`app.example.co.uk` → `example.co.uk`), by the public suffix list, private
 * suffixes included (`me.github.io` is a site of its own). An address or a single label is its own site.
 */
export function siteOf(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}

/** The host of an address or an origin. Throws a TypeError for what has none. */
export function hostOf(address: string): string {
  const host = getHostname(address);
  if (!host) throw new TypeError('An address without a host');
  return host;
}

/**
 * What must be asked for before the cookies of a site can be read. Chrome shows it as one site; with less, it hides the
 * parent domain's cookies.
 */
export function cookiePermissions(host: string): { permissions: ['cookies']; origins: string[] } {
  const site = siteOf(host);
  const single = /^[\d.:[\]]+$/.test(site) || !site.includes('.');
  return {
    permissions: ['cookies'],
    origins: single ? [`*://${site}/*`] : [`*://${site}/*`, `*://*.${site}/*`],
  };
}
