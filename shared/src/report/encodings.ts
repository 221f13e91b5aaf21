import { utf8 } from '../base/bytes.ts';
import { toBase64url } from '../base/ids.ts';

/** All the spellings under which a page may show a value, the value itself first; each once. */
export function encodingsOf(value: string): readonly string[] {
  const bytes = utf8(value);
  const [little, big] = [utf16(value, true), utf16(value, false)];
  const escaped = JSON.stringify(value).slice(1, -1);
  const percent = encodeURIComponent(value);
  const everyByte = [...bytes].map((byte) => `%${twoDigits(byte)}`).join('');
  const all = [
    value,
    [...value].toReversed().join(''),
    percent,
    encodeURIComponent(percent),
    everyByte,
    encodeURIComponent(everyByte),
    encodeURI(value),
    percent.replaceAll('%20', '+'),
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    escaped.replaceAll('/', '\\/'),
    ...htmlOf(value),
    units(value, (unit) => `\\u${unit.toString(16).padStart(4, '0')}`),
    [...bytes].map((byte) => `\\x${twoDigits(byte)}`).join(''),
    units(value, (unit) => `${String.fromCharCode(unit)}\0`),
    ...[bytes, little, big].flatMap((each) => [
      ...['', ':', '-', ' '].map((mark) => [...each].map(twoDigits).join(mark)),
      ...alignedBase64(each),
    ]),
  ];
  return [...new Set(all)];
}

/** Base64 of `bytes` wherever they lie in something longer: three alignments, both alphabets, without what neighbours decide. */
function alignedBase64(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const shifted = new Uint8Array(offset + bytes.length);
    shifted.set(bytes, offset);
    const whole = toBase64url(shifted);
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor((shifted.length * 8) / 6);
    const certain = whole.slice(start, end);
    return [certain, certain.replaceAll('-', '+').replaceAll('_', '/')];
  });
}

function htmlOf(value: string): readonly string[] {
  const named: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  const escape = (apostrophe: string) =>
    value.replaceAll(/[&<>"']/g, (mark) => named[mark] ?? apostrophe);
  const codes = [...value].map((character) => character.codePointAt(0) ?? 0);
  return [
    ...['&#39;', '&#x27;', '&apos;'].map(escape),
    codes.map((code) => `&#${code};`).join(''),
    codes.map((code) => `&#x${code.toString(16)};`).join(''),
  ];
}

function units(value: string, spell: (unit: number) => string): string {
  return Array.from({ length: value.length }, (_, at) => spell(value.charCodeAt(at))).join('');
}

function utf16(value: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(value.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < value.length; at++) view.setUint16(at * 2, value.charCodeAt(at), isLittle);
  return bytes;
}

function twoDigits(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
