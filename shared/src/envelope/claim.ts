import { concat, sameBytes, utf8 } from '../base/bytes.ts';
import { SealError } from '../base/errors.ts';
import { decode, encode, list, oneOf, optional, struct, version } from './codec.ts';
import { stubCodec } from './format.ts';
import { bool, bytes, bytesOf, count, id16, id32, text } from './scalars.ts';
import { sodium } from './sodium.ts';
import { signedCodec } from './statement.ts';
import type { Of } from './codec.ts';
import type { SealKeys } from './keys.ts';

/** How the pod's browser is fenced in, and what it tried in vain to reach, between two times in ms. */
export const fenceCodec = struct({
  eye: oneOf('inspect', 'tap', 'names'),
  namespace: bool,
  rounds: count,
  from: count,
  until: count,
  refused: list(text),
});
/** What a pod says of its fence. */
export type FenceProof = Of<typeof fenceCodec>;

/** What a pod asks of the broker: the keys of one attempt, by order or by slot, never both. */
export const claimCodec = struct({
  v: version(1),
  token: bytes,
  name: text,
  org: id32,
  run: id16,
  attempt: count,
  order: optional(signedCodec),
  slot: optional(struct({ grantSubject: id16, slot: count })),
  /** The input's stub and its data key, sealed to the broker. */
  input: optional(struct({ stub: stubCodec, wrap: bytes })),
  sign: bytesOf(32),
  seal: bytesOf(32),
  fence: fenceCodec,
});
/** What a pod asks of the broker. */
export type Claim = Of<typeof claimCodec>;

/**
 * What the broker answers: the certificate, the grant's file with its data key, and stub, data key and sender's public
 * key of each envelope that the certificate names.
 */
export const releaseCodec = struct({
  certificate: signedCodec,
  grant: struct({ file: bytes, dek: bytesOf(32), sender: bytesOf(32) }),
  envelopes: list(struct({ stub: stubCodec, dek: bytesOf(32), sender: bytesOf(32) })),
});
/** What the broker answers to a claim. */
export type Release = Of<typeof releaseCodec>;

const prefix = utf8('mayfly-claim-v1\0');

/** Seals a claim to the broker's claim key (X25519, 32 bytes). */
export function sealClaim(claim: Claim, brokerClaim: Uint8Array): Uint8Array {
  return sodium.crypto_box_seal(concat(prefix, encode(claimCodec, claim)), brokerClaim);
}

/** Opens a claim. Throws `wrong-recipient`, `tampered` or `unknown-version`. */
export function openClaim(sealed: Uint8Array, keys: SealKeys): Claim {
  const plain = openBox(sealed, keys);
  if (!sameBytes(plain.subarray(0, prefix.length), prefix)) throw new SealError('tampered');
  const claim = decode(claimCodec, plain.subarray(prefix.length));
  if ((claim.order === undefined) === (claim.slot === undefined)) throw new SealError('tampered');
  return claim;
}

/** Seals the answer to the key of the pod that claimed. */
export function sealRelease(release: Release, podSeal: Uint8Array): Uint8Array {
  return sodium.crypto_box_seal(encode(releaseCodec, release), podSeal);
}

/** Opens the answer. Throws `wrong-recipient` or `tampered`. The certificate is still to be verified. */
export function openRelease(sealed: Uint8Array, keys: SealKeys): Release {
  return decode(releaseCodec, openBox(sealed, keys));
}

function openBox(sealed: Uint8Array, { publicKey, privateKey }: SealKeys): Uint8Array {
  try {
    return sodium.crypto_box_seal_open(sealed, publicKey, privateKey);
  } catch (cause) {
    throw new SealError('wrong-recipient', { cause });
  }
}
