/** An address in short, as sentences show it: host and path, nothing else. Text that is no address stays as it is. */
export function shortAddress(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed?.host) return url;
  return parsed.host + (parsed.pathname === '/' ? '' : parsed.pathname);
}

/** An address without query and fragment, which often hold tokens. */
export function bareAddress(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed?.host) return url.split(/[?#]/, 1)[0] ?? '';
  return parsed.origin + parsed.pathname;
}

/** The origin of an http address; `undefined` for any other. */
export function originOf(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.origin : undefined;
}

/**
 * Whether `url` is the address that `pattern` names: `*` stands for any text. A pattern without `?` says nothing of the
 * query, one without `#` nothing of the fragment.
 */
export function matchesAddress(pattern: string, url: string): boolean {
  let address = url;
  if (!pattern.includes('#')) address = address.split('#', 1)[0] ?? '';
  if (!pattern.includes('?')) address = address.split('?', 1)[0] ?? '';
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}/?$`).test(address);
}
