import { describe, expect, it } from 'vitest';
import { decodeCbor, encodeCbor } from './cbor.ts';
import {
  decode,
  encode,
  list,
  literal,
  oneOf,
  optional,
  record,
  struct,
  variant,
  version,
} from './codec.ts';
import { bool, bytesOf, count, id16, isOrigin, origin, text } from './scalars.ts';
import { randomId16 } from '../base/ids.ts';
import type { CborValue } from './cbor.ts';

const shape = struct({
  v: version(1),
  name: text,
  size: count,
  on: optional(bool),
  tags: list(oneOf('a', 'b')),
  marks: record(count),
  kind: literal('thing'),
});
const good = {
  v: 1,
  name: 'n',
  size: 3,
  tags: ['a', 'b'],
  marks: { x: 1 },
  kind: 'thing',
} as const;

function fields(changed: Record<string, CborValue>): Uint8Array {
  const map = decodeCbor(encode(shape, good)) as ReadonlyMap<string, CborValue>;
  return encodeCbor(new Map([...map, ...Object.entries(changed)]));
}

describe('a struct', () => {
  it('comes back as it was, and absent stays absent', () => {
    const back = decode(shape, encode(shape, { ...good, on: undefined }));
    expect(back).toEqual(good);
    expect('on' in back).toBe(false);
    expect(decode(shape, encode(shape, { ...good, on: false })).on).toBe(false);
  });

  it('with an unknown, a missing or a wrong field is refused', () => {
    const without = new Map(decodeCbor(encode(shape, good)) as ReadonlyMap<string, CborValue>);
    without.delete('size');
    const wrong = [
      fields({ extra: 1 }),
      fields({ __proto__x: 1 }),
      encodeCbor(without),
      fields({ size: -1 }),
      fields({ size: 'three' }),
      fields({ on: 1 }),
      fields({ tags: ['c'] }),
      fields({ tags: 'a' }),
      fields({ marks: ['x'] }),
      fields({ kind: 'other' }),
      encodeCbor([1, 2]),
    ];
    for (const bytes of wrong) expect(() => decode(shape, bytes)).toThrow(/changed on its way/);
  });

  it('of another version says so', () => {
    expect(() => decode(shape, fields({ v: 2 }))).toThrow(
      expect.objectContaining({ code: 'unknown-version' }),
    );
  });

  it('is never written with what it does not have', () => {
    expect(() => encode(shape, { ...good, extra: 1 } as never)).toThrow(TypeError);
    expect(() => encode(shape, { ...good, size: 1.5 })).toThrow(TypeError);
    expect(() => encode(shape, { ...good, name: '\ud800' })).toThrow(TypeError);
    expect(() => encode(shape, { ...good, tags: ['c'] } as never)).toThrow(TypeError);
  });

  it('keeps a key named like a part of every object as a key', () => {
    const odd = struct({ marks: record(count) });
    const back = decode(odd, encode(odd, { marks: JSON.parse('{"__proto__":7,"constructor":8}') }));
    expect(Object.entries(back.marks)).toEqual([
      ['__proto__', 7],
      ['constructor', 8],
    ]);
  });
});

describe('a variant', () => {
  const act = variant('act', { join: { who: id16 }, leave: { key: bytesOf(2) } });

  it('is told apart by its key', () => {
    const join = { act: 'join', who: randomId16() } as const;
    expect(decode(act, encode(act, join))).toEqual(join);
    expect(() => encode(act, { act: 'fly' } as never)).toThrow(TypeError);
  });

  it('that is unknown, or holds a field of another, is refused', () => {
    const leave = { act: 'leave', key: new Uint8Array(2) };
    for (const wrong of [
      { act: 'fly' },
      { ...leave, who: new Uint8Array(16) },
      { key: leave.key },
    ]) {
      const bytes = encodeCbor(new Map(Object.entries<CborValue>(wrong)));
      expect(() => decode(act, bytes)).toThrow(/changed on its way/);
    }
  });
});

describe('an origin', () => {
  it('has one spelling', () => {
    for (const right of [
      'https://a.example',
      'http://127.0.0.1:8080',
      'https://xn--bcher-kva.example',
    ]) {
      expect(isOrigin(right)).toBe(true);
      expect(origin.unpack(right)).toBe(right);
    }
    const wrong = [
      'https://a.example/',
      'https://A.example',
      'https://a.example:443',
      'a.example',
      'ftp://a.example',
      'null',
      '',
      'https://bücher.example',
      'https://user@a.example',
    ];
    expect(wrong.filter(isOrigin)).toEqual([]);
  });
});
