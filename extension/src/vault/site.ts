import { getDomain } from 'tldts';

/**
 * The registrable domain of a host (`app.example.co.uk` → `example.co.uk`), by the public suffix list, private
 * suffixes included (`me.github.io` is a site of its own). An address or a single label is its own site.
 */
export function siteOf(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}

/**
 * What must be asked for before the cookies of hosts can be read. Chrome shows each as one site; with less, it hides the
 * parent domain's cookies.
 */
export function cookiePermissions(...hosts: readonly string[]): {
  permissions: ['cookies'];
  origins: string[];
} {
  const sites = [...new Set(hosts.map(siteOf))];
  return { permissions: ['cookies'], origins: sites.flatMap(patternsOf) };
}

function patternsOf(site: string): string[] {
  const isSingle = /^[\d.:[\]]+$/.test(site) || !site.includes('.');
  return isSingle ? [`*://${site}/*`] : [`*://${site}/*`, `*://*.${site}/*`];
}
