import { describe, expect, it } from 'vitest';
import { base64urlSchema, id16Schema, id32Schema } from './id-schemas.ts';
import {
  fromBase64url,
  id16,
  id32,
  idBytes,
  isId16,
  isId32,
  randomId16,
  toBase64url,
} from './ids.ts';

describe('ids', () => {
  it('are the one spelling of their bytes', () => {
    for (let round = 0; round < 200; round++) {
      const bytes = crypto.getRandomValues(new Uint8Array(32));
      expect(idBytes(id32(bytes))).toEqual(bytes);
      expect(isId32(id32(bytes))).toBe(true);
      expect(idBytes(id16(bytes.subarray(0, 16)))).toEqual(bytes.slice(0, 16));
    }
  });

  it('of the wrong length are refused', () => {
    expect(() => id16(new Uint8Array(15))).toThrow(TypeError);
    expect(() => id32(new Uint8Array(16))).toThrow(TypeError);
    expect(() => idBytes('abc' as never)).toThrow(TypeError);
  });

  it('are not believed in capitals, with spare bits, or with letters that Crockford left out', () => {
    const id = `${'a'.repeat(25)}0`;
    expect(isId16(id)).toBe(true);
    const wrong = [id.toUpperCase(), `${'a'.repeat(25)}1`, `u${id.slice(1)}`, `${id}0`];
    expect(wrong.filter(isId16)).toEqual([]);
    expect(isId16(undefined)).toBe(false);
  });

  it('are checked in JSON the same way', () => {
    const id = randomId16();
    expect(id16Schema.parse(id)).toBe(id);
    expect(id16Schema.safeParse(`${id}0`).success).toBe(false);
    expect(id32Schema.safeParse(id).success).toBe(false);
  });
});

describe('base64url', () => {
  it('is unpadded and gives the bytes back', () => {
    for (const size of [0, 1, 2, 3, 4, 63]) {
      const bytes = crypto.getRandomValues(new Uint8Array(size));
      const text = toBase64url(bytes);
      expect(base64urlSchema.parse(text)).not.toMatch(/[=+/]/);
      expect(fromBase64url(text)).toEqual(bytes);
    }
  });

  it('with padding, space or another alphabet is refused', () => {
    for (const wrong of ['QQ==', 'Q Q', 'a+b/', 'Q']) {
      expect(() => fromBase64url(wrong)).toThrow(Error);
      expect(base64urlSchema.safeParse(wrong).success).toBe(false);
    }
  });
});
