import { concat, sameBytes, utf8 } from '../base/bytes.ts';
import { SealError } from '../base/errors.ts';
import { decode, encode, optional, struct, version } from './codec.ts';
import { kidOf } from './keys.ts';
import { bytes, bytesOf, count, id32 } from './scalars.ts';
import { H, hashOf, sodium } from './sodium.ts';
import type { Hash, Kid, OrgId } from '../base/ids.ts';
import type { Codec, Fields } from './codec.ts';
import type { SignKeys } from './keys.ts';

/** A statement as it travels: the exact bytes that were signed, never re-encoded, and the signature (64 bytes). */
export type Signed = { readonly bytes: Uint8Array; readonly sig: Uint8Array };

/** {@link Signed} inside CBOR. */
export const signedCodec: Codec<Signed> = struct({ bytes, sig: bytesOf(64) });

/** One type of statement: its name, which is part of what is signed, and its fields. */
export type Statement<T> = { readonly type: string; readonly codec: Codec<T> };

/** What a statement of a type says. */
export type Said<S> = S extends Statement<infer T> ? T : never;

const about = { v: version(1), by: id32, at: count };

/** A type of statement of an organization: `{ v, org, by, at }`, then `fields`. */
export function statement<const F extends Fields>(type: string, fields: F) {
  return { type, codec: struct({ ...about, org: id32, ...fields }) };
}

/** A type of statement that may be made before there is an organization: the first link, a warm pod's request. */
export function statementOfAny<const F extends Fields>(type: string, fields: F) {
  return {
    type,
    codec: struct({ ...about, org: optional(id32), ...fields }),
  };
}

/** Signs what is said; `v` and `by` are filled in. Throws a TypeError when it is not of the type. */
export function sign<T extends { v: 1; by: Kid }>(
  type: Statement<T>,
  said: Omit<T, 'v' | 'by'>,
  keys: SignKeys,
): Signed {
  const signed = encode(type.codec, { ...said, v: 1, by: keys.kid } as T);
  return {
    bytes: signed,
    sig: sodium.crypto_sign_detached(line(type.type, signed), keys.privateKey),
  };
}

/** What a statement says, not yet verified. Throws `tampered` or `unknown-version`. */
export function read<T>(type: Statement<T>, signed: Signed): T {
  return decode(type.codec, signed.bytes);
}

/**
 * What a statement says, signed by `publicKey` (32 bytes). Throws `tampered`, `unknown-version`, and `unknown-sender`
 * when it names another key.
 */
export function verify<T extends { by: Kid }>(
  type: Statement<T>,
  signed: Signed,
  publicKey: Uint8Array,
): T {
  const said = read(type, signed);
  if (said.by !== kidOf(publicKey)) throw new SealError('unknown-sender');
  if (!isSignedBy(type.type, signed, publicKey)) throw new SealError('tampered');
  return said;
}

/** {@link verify}, and `wrong-organization` when the statement is of another organization than `org`. */
export function verifyIn<T extends { by: Kid; org?: OrgId | undefined }>(
  type: Statement<T>,
  signed: Signed,
  publicKey: Uint8Array,
  org: OrgId,
): T {
  const said = verify(type, signed, publicKey);
  if (said.org !== org) throw new SealError('wrong-organization');
  return said;
}

/** The hash by which other statements name this one, and its leaf in the log: `H(bytes)`. */
export function hashOfStatement(signed: Signed): Hash {
  return hashOf(signed.bytes);
}

/** Whether both are the same statement with the same signature. */
export function sameStatement(left: Signed, right: Signed): boolean {
  return sameBytes(left.bytes, right.bytes) && sameBytes(left.sig, right.sig);
}

function isSignedBy(type: string, signed: Signed, publicKey: Uint8Array): boolean {
  if (signed.sig.length !== 64 || publicKey.length !== 32) return false;
  return sodium.crypto_sign_verify_detached(signed.sig, line(type, signed.bytes), publicKey);
}

function line(type: string, signed: Uint8Array): Uint8Array {
  return concat(utf8(`mayfly-${type}-v1\0`), H(signed));
}
