/**
 * Whether `path` lies at or below `prefix`, in every reading that a server may give it: as it stands, and with its
 * escapes decoded once and twice (`/api/%2e%2e%2fadmin` is not below `/api`).
 */
export function isWithin(path: string, prefix: string): boolean {
  const folders = readings(prefix);
  return readings(path).every((reading, depth) => isBelow(reading, folders[depth] ?? prefix));
}

function isBelow(path: string, prefix: string): boolean {
  if (prefix === '' || prefix === '/') return true;
  const folder = prefix.endsWith('/') ? prefix : `${prefix}/`;
  return path === prefix || path.startsWith(folder);
}

function readings(path: string): string[] {
  const once = decoded(path);
  return [path, once, decoded(once)];
}

function decoded(path: string): string {
  const plain = path.replaceAll(/%([0-9a-f]{2})/gi, (escape, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code > 0x20 && code < 0x7f ? String.fromCodePoint(code) : escape;
  });
  return withoutDots(plain.replaceAll('\\', '/'));
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    const name = segment.replace(/;.*$/, '');
    if (name === '..') kept.pop();
    else if (name !== '.') kept.push(segment);
  }
  return `/${kept.join('/')}`;
}
