import { base32crockford, base64urlnopad } from '@scure/base';

declare const bits: unique symbol;

/** 16 bytes as 26 characters of lower-case Crockford base32, unpadded. */
export type Id16 = string & { readonly [bits]: 128 };
/** 32 bytes as 52 characters of lower-case Crockford base32, unpadded. */
export type Id32 = string & { readonly [bits]: 256 };

/** An organization: the hash of its first link. */
export type OrgId = Id32;
/** A public key's name: its whole hash. */
export type Kid = Id32;
/** An envelope: the hash of its line. */
export type EnvelopeId = Id32;
/** A link of a charter: the hash of its bytes. */
export type LinkHash = Id32;
/** The hash of a statement's bytes, of a body, or of a node of a log. */
export type Hash = Id32;
/** What envelopes are about: their versions share it. Random. */
export type Subject = Id16;
/** One run of an automation. Random for an order, computed for a slot. */
export type RunId = Id16;
/** A person of an organization. Random. */
export type PersonId = Id16;

/** What {@link Id16} looks like; the last character holds two spare bits, which are zero. */
export const id16Pattern = /^[0-9a-hjkmnp-tv-z]{25}[048cgmrw]$/;
/** What {@link Id32} looks like; the last character holds four spare bits, which are zero. */
export const id32Pattern = /^[0-9a-hjkmnp-tv-z]{51}[0g]$/;

/** Whether `value` is the one spelling of 16 bytes. */
export function isId16(value: unknown): value is Id16 {
  return typeof value === 'string' && id16Pattern.test(value);
}

/** Whether `value` is the one spelling of 32 bytes. */
export function isId32(value: unknown): value is Id32 {
  return typeof value === 'string' && id32Pattern.test(value);
}

/** The id of 16 bytes. Throws a TypeError for any other length. */
export function id16(bytes: Uint8Array): Id16 {
  const id = base32crockford.encode(bytes).toLowerCase();
  if (!isId16(id)) throw new TypeError(`An id of 16 bytes was given ${bytes.length}`);
  return id;
}

/** The id of 32 bytes. Throws a TypeError for any other length. */
export function id32(bytes: Uint8Array): Id32 {
  const id = base32crockford.encode(bytes).toLowerCase();
  if (!isId32(id)) throw new TypeError(`An id of 32 bytes was given ${bytes.length}`);
  return id;
}

/** The bytes of an id: 16 or 32. Throws a TypeError when it is not one. */
export function idBytes(id: Id16 | Id32): Uint8Array {
  if (!isId16(id) && !isId32(id)) throw new TypeError('Not an id');
  return base32crockford.decode(id);
}

/** A fresh random id of 16 bytes: a subject, a run or a person. */
export function randomId16(): Id16 {
  return id16(crypto.getRandomValues(new Uint8Array(16)));
}

/** The subject of `keys` envelopes: the one space of people of version 1. */
export const theSpace: Subject = id16(new Uint8Array(16));

/** Bytes as JSON carries them: base64url, unpadded. */
export function toBase64url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/** The bytes of unpadded base64url. Throws an Error for any other spelling. */
export function fromBase64url(text: string): Uint8Array {
  return base64urlnopad.decode(text);
}
