import { decode as decodeLoosely, encode as encodeLoosely, rfc8949EncodeOptions } from 'cborg';
import { sameBytes } from '../base/bytes.ts';
import { SealError } from '../base/errors.ts';

/**
 * What the profile can say (RFC 8949 §4.2.1): integers to ±(2^53 − 1), bytes, text, arrays, maps with text keys,
 * booleans. No null, float or tag; what is absent is left out.
 */
export type CborValue = number | boolean | string | Uint8Array | CborArray | CborMap;
/** An array of the profile. */
export type CborArray = readonly CborValue[];
/** A map of the profile. */
export type CborMap = ReadonlyMap<string, CborValue>;

/** Deeper than anything of ours, and far from the end of the stack. */
const deepest = 32;

/** The one encoding of `value`. Throws a TypeError for what the profile cannot say. */
export function encodeCbor(value: CborValue): Uint8Array {
  const problem = problemOf(value, 0);
  if (problem) throw new TypeError(`CBOR: ${problem}`);
  return plainView(encodeLoosely(value, rfc8949EncodeOptions));
}

/** The value of `bytes`. Throws `tampered` unless they are the one encoding of something that the profile can say. */
export function decodeCbor(bytes: Uint8Array): CborValue {
  const value = decodeAny(plainView(bytes));
  const problem = problemOf(value, 0);
  if (problem) throw new SealError('tampered', { cause: new TypeError(`CBOR: ${problem}`) });
  const known = value as CborValue;
  if (!sameBytes(encodeLoosely(known, rfc8949EncodeOptions), bytes))
    throw new SealError('tampered');
  return known;
}

/** Whether a decoded value is a map. */
export function isCborMap(value: unknown): value is CborMap {
  return value instanceof Map;
}

/** In Node cborg works with Buffers, whose `slice` shares memory where that of every other Uint8Array copies. */
function plainView({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}

function decodeAny(bytes: Uint8Array): unknown {
  try {
    return decodeLoosely(bytes, {
      strict: true,
      useMaps: true,
      rejectDuplicateMapKeys: true,
      allowIndefinite: false,
      allowUndefined: false,
      allowBigInt: false,
      allowNaN: false,
      allowInfinity: false,
    });
  } catch (cause) {
    throw new SealError('tampered', { cause });
  }
}

function problemOf(value: unknown, depth: number): string | undefined {
  if (depth > deepest) return 'nested too deeply';
  if (typeof value === 'boolean' || value instanceof Uint8Array) return undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? undefined : 'not an integer';
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'text is not Unicode';
  if (Array.isArray(value)) return firstProblem(value, depth);
  if (!isCborMap(value)) return `holds ${value === null ? 'null' : typeof value}`;
  for (const key of value.keys()) if (typeof key !== 'string') return 'a key is not text';
  return firstProblem([...value.keys(), ...value.values()], depth);
}

function firstProblem(values: readonly unknown[], depth: number): string | undefined {
  for (const value of values) {
    const problem = problemOf(value, depth + 1);
    if (problem) return problem;
  }
  return undefined;
}
