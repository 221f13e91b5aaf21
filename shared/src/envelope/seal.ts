import { concat } from '../base/bytes.ts';
import { encode } from './codec.ts';
import { envelopeId, fileCodec, headerCodec, headerProblem, largestPlain } from './format.ts';
import { lineOf, paddingStep, stubOf } from './format.ts';
import { kidOf } from './keys.ts';
import { randomBytes } from './random.ts';
import { H, sodium } from './sodium.ts';
import type { EnvelopeId } from '../base/ids.ts';
import type { Header, Stub } from './format.ts';
import type { SignKeys } from './keys.ts';

/** What to seal, and for whom. `recipients` are X25519 public keys; none: only the broker gets the key, by its link. */
export type Sealing = Omit<Header, 'v' | 'suite' | 'sender'> & {
  readonly plain: Uint8Array;
  readonly sender: SignKeys;
  readonly recipients: readonly Uint8Array[];
};

/** A sealed envelope: `file` is what is stored, `dek` (32 bytes) is to be wrapped or forgotten. */
export type Sealed = {
  readonly id: EnvelopeId;
  readonly header: Header;
  readonly file: Uint8Array;
  readonly stub: Stub;
  readonly dek: Uint8Array;
};

/** Seals `plain`, at most 32 MiB, under a fresh key. Throws a TypeError for fields that its purpose does not have. */
export function seal({ plain, sender, recipients, ...label }: Sealing): Sealed {
  const said: Header = { ...label, v: 1, suite: 1, sender: sender.kid };
  const problem = headerProblem(said);
  if (problem) throw new TypeError(problem);
  if (plain.length > largestPlain) throw new TypeError('More than 32 MiB to seal');
  const dek = randomBytes(32);
  const header = encode(headerCodec, said);
  const commit = commitment(header, dek);
  const nonce = randomBytes(24);
  const body = encryptBody(plain, { header, commit, nonce, dek });
  const line = lineOf({ header, commit, nonce, bodyHash: H(body) });
  const sig = sodium.crypto_sign_detached(line, sender.privateKey);
  const wraps = Object.fromEntries(recipients.map((key) => [kidOf(key), wrapDek(dek, key)]));
  const fields = { header, commit, nonce, body, sig, wraps };
  const stub = stubOf(fields);
  return { id: envelopeId(stub), header: said, file: encode(fileCodec, fields), stub, dek };
}

/** What ties a data key to a header: `H(header, key=k2)`, 32 bytes. */
export function commitment(header: Uint8Array, dek: Uint8Array): Uint8Array {
  return H(header, subkey(dek, 2));
}

/** The data key sealed to an X25519 public key. */
export function wrapDek(dek: Uint8Array, recipient: Uint8Array): Uint8Array {
  return sodium.crypto_box_seal(dek, recipient);
}

/** The key of a body (1) or of its commitment (2). */
export function subkey(dek: Uint8Array, number: 1 | 2): Uint8Array {
  return sodium.crypto_kdf_derive_from_key(32, number, 'MAYFLY01', dek);
}

function encryptBody(
  plain: Uint8Array,
  { header, commit, nonce, dek }: Pick<Stub, 'header' | 'commit' | 'nonce'> & { dek: Uint8Array },
): Uint8Array {
  return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    sodium.pad(plain, paddingStep(plain.length)),
    concat(header, commit),
    null,
    nonce,
    subkey(dek, 1),
  );
}
