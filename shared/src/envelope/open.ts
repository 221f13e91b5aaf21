import { concat } from '../base/bytes.ts';
import { SealError } from '../base/errors.ts';
import { kidOf } from './keys.ts';
import { commitment, subkey } from './seal.ts';
import {
  envelopeId,
  headerOf,
  isSealedBy,
  padded,
  paddingStep,
  readFile,
  stubOf,
} from './format.ts';
import { sameSecret, sodium } from './sodium.ts';
import type { EnvelopeId, OrgId, Subject } from '../base/ids.ts';
import type { EnvelopeFile, Header, Purpose, Stub } from './format.ts';
import type { SealKeys } from './keys.ts';

/** What an envelope must be. Everything is named beforehand: nothing is believed because it is inside. */
export type Expected = {
  readonly purpose: Purpose;
  readonly org: OrgId;
  readonly subject: Subject;
  readonly id: EnvelopeId;
  /** The Ed25519 key of the sender that a header names, or undefined where it may not send this. */
  readonly senderOf: (header: Header) => Uint8Array | undefined;
  /** ms since 1970. */
  readonly now: number;
};

/** An opened envelope. */
export type Opened = {
  readonly id: EnvelopeId;
  readonly header: Header;
  readonly plain: Uint8Array;
};

/**
 * Opens a stored file, by a data key that was given or by keys of one's own. The first failure is the error, in this
 * order (DESIGN §4): size `envelope-too-large`; strict CBOR `tampered`; v and suite `unknown-version`; purpose
 * `wrong-purpose`; sender `unknown-sender`; signature `tampered`; `wrong-organization`, `wrong-subject`, `wrong-id`;
 * `expired`; data key `wrong-recipient`; commitment, body and padding `tampered`.
 */
export function open(
  file: Uint8Array,
  expected: Expected,
  by: Uint8Array | readonly SealKeys[],
): Opened {
  const fields = readFile(file);
  const stub = stubOf(fields);
  const header = checkStub(stub, expected);
  const dek = by instanceof Uint8Array ? by : dekFor(fields, by);
  checkCommit(stub, dek);
  return { id: expected.id, header, plain: decryptBody(fields, dek) };
}

/** All that can be checked without the data key: {@link open}'s order, up to `expired`. */
export function checkStub(stub: Stub, expected: Expected): Header {
  const header = headerOf(stub);
  if (header.purpose !== expected.purpose) throw new SealError('wrong-purpose');
  const publicKey = expected.senderOf(header);
  if (!publicKey || kidOf(publicKey) !== header.sender) throw new SealError('unknown-sender');
  if (!isSealedBy(stub, publicKey)) throw new SealError('tampered');
  if (header.org !== expected.org) throw new SealError('wrong-organization');
  if (header.subject !== expected.subject) throw new SealError('wrong-subject');
  if (envelopeId(stub) !== expected.id) throw new SealError('wrong-id');
  if (header.notAfter !== undefined && expected.now > header.notAfter)
    throw new SealError('expired');
  return header;
}

/** Checks that a data key belongs to this very header. Throws `tampered`. */
export function checkCommit(stub: Pick<Stub, 'header' | 'commit'>, dek: Uint8Array): void {
  if (dek.length !== 32 || !sameSecret(stub.commit, commitment(stub.header, dek))) {
    throw new SealError('tampered');
  }
}

/** The data key of a wrap. Throws `wrong-recipient` when it was sealed to another key, or is broken. */
export function unwrapDek(wrap: Uint8Array, { publicKey, privateKey }: SealKeys): Uint8Array {
  try {
    return sodium.crypto_box_seal_open(wrap, publicKey, privateKey);
  } catch (cause) {
    throw new SealError('wrong-recipient', { cause });
  }
}

function dekFor({ wraps }: EnvelopeFile, keys: readonly SealKeys[]): Uint8Array {
  for (const own of keys) {
    const wrap = wraps[own.kid];
    if (wrap) return unwrapDek(wrap, own);
  }
  throw new SealError('wrong-recipient');
}

function decryptBody({ header, commit, nonce, body }: EnvelopeFile, dek: Uint8Array): Uint8Array {
  const filled = decrypt(body, concat(header, commit), nonce, subkey(dek, 1));
  const plain = unpad(filled);
  if (padded(plain.length) !== filled.length) throw new SealError('tampered');
  return plain;
}

function decrypt(body: Uint8Array, ad: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, body, ad, nonce, key);
  } catch (cause) {
    throw new SealError('tampered', { cause });
  }
}

function unpad(filled: Uint8Array): Uint8Array {
  try {
    return sodium.unpad(filled, paddingStep(filled.length - 1));
  } catch (cause) {
    throw new SealError('tampered', { cause });
  }
}
