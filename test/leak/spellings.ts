import { gzipSync } from 'node:zlib';

/** One way in which a value may lie somewhere, as the bytes to look for. */
export type Spelling = { readonly name: string; readonly bytes: Buffer };

/**
 * The usual spellings of a canary, made here by themselves and not by the product's own encodings: what both forgot would
 * not be found.
 */
export function spellingsOf(canary: string): Spelling[] {
  const raw = Buffer.from(canary);
  const utf16 = Buffer.from(canary, 'utf16le');
  const percent = [...raw].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const text: Record<string, string> = {
    plain: canary,
    'first 8': canary.slice(0, 8),
    reversed: [...canary].toReversed().join(''),
    hex: raw.toString('hex'),
    HEX: raw.toString('hex').toUpperCase(),
    percent,
    PERCENT: percent.toUpperCase(),
    'percent twice': percent.replaceAll('%', '%25'),
    'json escapes': units(canary, (unit) => `\\u${unit.toString(16).padStart(4, '0')}`),
    'html decimal': units(canary, (unit) => `&#${unit};`),
    'html hex': units(canary, (unit) => `&#x${unit.toString(16)};`),
    ...base64Of('base64', raw),
    ...base64Of('base64 of utf-16', utf16),
    'gzip, base64': gzipSync(raw).toString('base64').slice(14, 34),
  };
  return [
    ...Object.entries(text).map(([name, spelled]) => ({ name, bytes: Buffer.from(spelled) })),
    { name: 'utf-16', bytes: utf16 },
    { name: 'utf-16 big-endian', bytes: Buffer.from(utf16).swap16() },
  ];
}

/** In three alignments and both alphabets, without the characters that the neighbours decide. */
function base64Of(name: string, raw: Buffer): Record<string, string> {
  const found: Record<string, string> = {};
  for (const offset of [0, 1, 2]) {
    const spelled = Buffer.concat([Buffer.alloc(offset), raw]).toString('base64');
    const inner = spelled.replaceAll('=', '').slice(offset === 0 ? 0 : 4, -2);
    found[`${name} +${offset}`] = inner;
    found[`${name} url-safe +${offset}`] = inner.replaceAll('+', '-').replaceAll('/', '_');
  }
  return found;
}

function units(value: string, spell: (unit: number) => string): string {
  return Array.from({ length: value.length }, (_, at) => spell(value.charCodeAt(at))).join('');
}
