/** A site that a recording may see, as an origin: scheme, host and port. */
export type Site = string;

/** The site of an address; undefined for a page that no extension may work on, such as Chrome's own. */
export function siteOf(address: string | undefined): Site | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const { protocol, origin } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
}

/** The site as a person says it: the host, and the port where it is not the usual one. */
export function siteName(site: Site): string {
  return new URL(site).host;
}

/**
 * The permission to ask Chrome for. Chrome grants hosts, not ports, so the pattern names none;
 * what is injected and believed is held to the whole site.
 */
export function permissionOf(site: Site): chrome.permissions.Permissions {
  const { protocol, hostname } = new URL(site);
  return { origins: [`${protocol}//${hostname}/*`] };
}

/** The pages of a site, as a match pattern. */
export function pagesOf(site: Site): string {
  return `${site}/*`;
}
