import { concat } from '@mayfly/shared/base/bytes.ts';
import { decodeCbor, encodeCbor } from '@mayfly/shared/envelope/cbor.ts';
import type { CborMap, CborValue } from '@mayfly/shared/envelope/cbor.ts';

/** Bytes that were changed, and how. */
export type Bent = { readonly how: string; readonly bytes: Uint8Array };

/** Which of many cases are tried: all, or a share of them that a seed chooses. */
export type Choice = () => boolean;

/** Chooses `share` (0 to 1) of all, the same at every run of a seed (mulberry32). */
export const chooseBy = (seed: number, share: number): Choice => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return share >= 1 || ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 < share;
  };
};

/** Every byte changed in three ways: its lowest bit, its highest, all of it. */
export function* flipped(bytes: Uint8Array, choose: Choice): Generator<Bent> {
  for (let at = 0; at < bytes.length; at++) {
    for (const mask of [0x01, 0x80, 0xff]) {
      if (!choose()) continue;
      const bent = Uint8Array.from(bytes);
      bent[at] = bent[at]! ^ mask;
      yield { how: `byte ${at} ^ ${mask}`, bytes: bent };
    }
  }
}

/** Cut short at, and made longer from, some places. */
export function* resized(bytes: Uint8Array, choose: Choice): Generator<Bent> {
  for (let size = 0; size < bytes.length; size++) {
    if (choose()) yield { how: `cut at ${size}`, bytes: bytes.slice(0, size) };
  }
  yield { how: 'a byte too many', bytes: concat(bytes, new Uint8Array(1)) };
}

/**
 * Every field of a map dropped, named twice, and put in from another map; one that nobody knows; and all of it said in
 * other CBOR: with a longer length, or of no definite one.
 */
export function* refielded(bytes: Uint8Array, other: Uint8Array): Generator<Bent> {
  const [map, foreign] = [mapOf(bytes), mapOf(other)];
  for (const [name, value] of map) {
    yield { how: `without ${name}`, bytes: encodeCbor(without(map, name)) };
    yield { how: `${name} twice`, bytes: doubled(bytes, map, name) };
    yield { how: `${name} as a number`, bytes: encodeCbor(new Map([...map, [name, 6_007]])) };
    const swapped = foreign.get(name);
    if (swapped !== undefined && !isSame(swapped, value)) {
      yield { how: `${name} of another`, bytes: encodeCbor(new Map([...map, [name, swapped]])) };
    }
  }
  yield { how: 'a field that nobody knows', bytes: encodeCbor(new Map([...map, ['zzz', 1]])) };
  yield { how: 'a longer length', bytes: concat(Uint8Array.of(0xb8, map.size), bytes.slice(1)) };
  const open = concat(Uint8Array.of(0xbf), bytes.slice(1), Uint8Array.of(0xff));
  yield { how: 'no definite length', bytes: open };
}

/** The same map with one field twice, as no encoder of ours writes it. Below 23 fields. */
function doubled(bytes: Uint8Array, map: CborMap, name: string): Uint8Array {
  const pair = encodeCbor(new Map([[name, map.get(name)!]])).slice(1);
  return concat(Uint8Array.of(0xa0 + map.size + 1), bytes.slice(1), pair);
}

function without(map: CborMap, name: string): CborMap {
  return new Map([...map].filter(([known]) => known !== name));
}

function mapOf(bytes: Uint8Array): CborMap {
  const map = decodeCbor(bytes);
  if (!(map instanceof Map)) throw new TypeError('No map to bend');
  return map as CborMap;
}

function isSame(left: CborValue, right: CborValue): boolean {
  return Buffer.from(encodeCbor(left)).equals(encodeCbor(right));
}
