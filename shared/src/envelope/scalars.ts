import { SealError } from '../base/errors.ts';
import { id16 as toId16, id32 as toId32, idBytes, isId16, isId32 } from '../base/ids.ts';
import { refine } from './codec.ts';
import type { Id16, Id32 } from '../base/ids.ts';
import type { CborValue } from './cbor.ts';
import type { Codec } from './codec.ts';

/** True or false. */
export const bool = refine((value) => typeof value === 'boolean', 'a boolean');

/** A whole number from 0 to 2^53 − 1: a count, a size in bytes, a time or a span in ms. */
export const count = refine(
  (value): value is number => typeof value === 'number' && value >= 0,
  'a count',
);

/** Text. */
export const text = refine((value) => typeof value === 'string', 'text');

/** Bytes of any length. */
export const bytes = refine((value): value is Uint8Array => value instanceof Uint8Array, 'bytes');

/** Exactly `size` bytes. */
export function bytesOf(size: number): Codec<Uint8Array> {
  return refine(
    (value): value is Uint8Array => value instanceof Uint8Array && value.length === size,
    `${size} bytes`,
  );
}

/** An id of 16 bytes: raw in CBOR, text in memory. */
export const id16: Codec<Id16> = idCodec(16, isId16, toId16);

/** An id of 32 bytes: raw in CBOR, text in memory. */
export const id32: Codec<Id32> = idCodec(32, isId32, toId32);

/** A web origin, as `new URL(…).origin` spells it: `https://app.example.com`, `http://127.0.0.1:8080`. */
export const origin = refine((value): value is string => isOrigin(value), 'an origin');

/** Whether `value` is the one spelling of an http or https origin. */
export function isOrigin(value: unknown): value is string {
  if (typeof value !== 'string' || !/^https?:\/\//.test(value)) return false;
  return URL.canParse(value) && new URL(value).origin === value;
}

function idCodec<T extends Id16 | Id32>(
  size: number,
  isId: (value: unknown) => value is T,
  toId: (raw: Uint8Array) => T,
): Codec<T> {
  const raw = (value: CborValue): value is Uint8Array =>
    value instanceof Uint8Array && value.length === size;
  return {
    pack: (value) => {
      if (!isId(value)) throw new TypeError(`not an id of ${size} bytes`);
      return idBytes(value);
    },
    unpack: (value) => {
      if (!raw(value)) throw new SealError('tampered', { cause: new TypeError('not an id') });
      return toId(value);
    },
  };
}
