import { decode, encode, list, oneOf, optional, record, struct } from './codec.ts';
import { encodeCbor } from './cbor.ts';
import { concat } from '../base/bytes.ts';
import { bool, bytesOf, count, id16, id32, origin, text } from './scalars.ts';
import { hashOf } from './sodium.ts';
import type { Hash } from '../base/ids.ts';
import type { Codec, Of } from './codec.ts';

/** Where a partitioned cookie belongs: the site of the page at the top. */
const partitionKey = struct({ topLevelSite: text, hasCrossSiteAncestor: bool });

/** One cookie. `expiresAt` in ms; absent: until the browser closes. `sameSite` absent: unspecified. */
const cookie = struct({
  name: text,
  value: text,
  domain: text,
  hostOnly: bool,
  path: text,
  secure: bool,
  httpOnly: bool,
  sameSite: optional(oneOf('strict', 'lax', 'none')),
  expiresAt: optional(count),
  partitionKey: optional(partitionKey),
});
/** One cookie of a session. */
export type SessionCookie = Of<typeof cookie>;

const scoped = { origins: list(origin), salt: bytesOf(16) };

/** The body of a session: a sign-in, installed only in frames of `origins`. */
export const sessionCodec = struct({
  cookies: list(cookie),
  localStorage: list(struct({ origin, entries: record(text) })),
  ...scoped,
});
/** The body of a session. */
export type Session = Of<typeof sessionCodec>;

/** The body of a secret: typed only in frames of `origins`. */
export const secretCodec = struct({ value: text, ...scoped });
/** The body of a secret. */
export type Secret = Of<typeof secretCodec>;

/** The body of an input: what was asked for one run, by name. */
export const inputCodec = struct({ values: record(text) });
/** The body of an input. */
export type Input = Of<typeof inputCodec>;

/** The body of `keys`: reading pairs of the space, newest last, and the names of people and devices. */
export const keysCodec = struct({
  reading: list(struct({ publicKey: bytesOf(32), privateKey: bytesOf(32) })),
  people: list(struct({ person: id16, name: text })),
  devices: list(struct({ kid: id32, name: text })),
});
/** The body of `keys`. */
export type KeysBody = Of<typeof keysCodec>;

/** Where something sealed may be used: `H(salt | CBOR list of origins)`, sorted, each once. `salt` is 16 bytes. */
export function scopeOf(salt: Uint8Array, origins: readonly string[]): Hash {
  return hashOf(concat(salt, encodeCbor([...new Set(origins)].toSorted())));
}

/** A body as bytes, to be sealed. */
export function writeBody<T>(codec: Codec<T>, body: T): Uint8Array {
  return encode(codec, body);
}

/** The body of opened bytes. Throws `tampered`. */
export function readBody<T>(codec: Codec<T>, plain: Uint8Array): T {
  return decode(codec, plain);
}
