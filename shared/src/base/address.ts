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

/**
 * A path up to the first part that a machine made for one time only (a random id), so that it names the same place next
 * time. Where nothing would be left, the path as it is.
 */
export function steadyPath(path: string): string {
  const parts = path.split('/');
  const first = parts.findIndex(isMadeOnce);
  return first > 1 ? parts.slice(0, first).join('/') : path;
}

/** Long, and to and fro between digits, small and large letters, as no word and no number is. */
function isMadeOnce(part: string): boolean {
  const letters = part.replaceAll(/[-_.~]/g, '');
  if (letters.length < 16) return false;
  const turns = letters.match(/[a-z](?=[A-Z\d])|[A-Z](?=\d)|\d(?=[A-Za-z])|[A-Z](?=[a-z])/g);
  return (turns?.length ?? 0) >= 5;
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
