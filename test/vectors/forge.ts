import { concat, utf8 } from '@mayfly/shared/base/bytes.ts';
import { id32 } from '@mayfly/shared/base/ids.ts';
import { encodeCbor } from '@mayfly/shared/envelope/cbor.ts';
import { kidOf } from '@mayfly/shared/envelope/keys.ts';
import { sodium } from '@mayfly/shared/envelope/sodium.ts';
import type { CborMap, CborValue } from '@mayfly/shared/envelope/cbor.ts';
import type { SignKeys } from '@mayfly/shared/envelope/keys.ts';

/** Everything of an envelope that a hand may choose: the forge knows no rules. */
export type Parts = {
  readonly header: Record<string, CborValue>;
  readonly plain: Uint8Array;
  readonly dek: Uint8Array;
  readonly nonce: Uint8Array;
  readonly sender: SignKeys;
  /** X25519 public keys. */
  readonly recipients: readonly Uint8Array[];
  /** Replaces the padded plain. */
  readonly filled?: Uint8Array;
  /** Replaces fields of the file, after signing. */
  readonly after?: Record<string, CborValue>;
  /** Replaces the wraps, by kid. */
  readonly wraps?: Record<string, Uint8Array>;
};

/**
 * Builds an envelope from the words of PROTOCOL.md with libsodium alone, apart from `seal`: a second hand, which can
 * also build what must be refused.
 */
export function forge(parts: Parts): { file: Uint8Array; id: string } {
  const { dek, nonce, sender, plain } = parts;
  const header = encodeCbor(mapOf(parts.header));
  const commit = hash(header, kdf(dek, 2));
  const filled = parts.filled ?? pad(plain);
  const body = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    filled,
    concat(header, commit),
    null,
    nonce,
    kdf(dek, 1),
  );
  const line = concat(utf8('mayfly-envelope-v1\0'), hash(header), commit, nonce, hash(body));
  const sig = sodium.crypto_sign_detached(line, sender.privateKey);
  const wraps = mapOf(parts.wraps ?? wrapsFor(dek, parts.recipients));
  const file = encodeCbor(mapOf({ header, commit, nonce, body, sig, wraps, ...parts.after }));
  return { file, id: id32(hash(line)) };
}

/** 1, 2, 4 … 64 KiB, by hand: 0x80, then zeros. For less than 64 KiB. */
export function pad(plain: Uint8Array): Uint8Array {
  let size = 1024;
  while (size <= plain.length) size *= 2;
  const filled = new Uint8Array(size);
  filled.set(plain);
  filled[plain.length] = 0x80;
  return filled;
}

function wrapsFor(dek: Uint8Array, recipients: readonly Uint8Array[]): Record<string, Uint8Array> {
  return Object.fromEntries(
    recipients.map((key) => [kidOf(key), sodium.crypto_box_seal(dek, key)]),
  );
}

function mapOf(fields: Record<string, CborValue>): CborMap {
  return new Map(Object.entries(fields));
}

function kdf(key: Uint8Array, number: number): Uint8Array {
  return sodium.crypto_kdf_derive_from_key(32, number, 'MAYFLY01', key);
}

function hash(bytes: Uint8Array, key: Uint8Array | null = null): Uint8Array {
  return sodium.crypto_generichash(32, bytes, key);
}
