import { concat, utf8 } from '../base/bytes.ts';
import { RequestError, SealError } from '../base/errors.ts';
import { isId32 } from '../base/ids.ts';
import { decode, encode, oneOf, optional, record, struct, version } from './codec.ts';
import { bytes, bytesOf, count, id16, id32 } from './scalars.ts';
import { H, hashOf, sodium } from './sodium.ts';
import type { EnvelopeId, Kid } from '../base/ids.ts';
import type { Codec, Of } from './codec.ts';

/** What an envelope is for (DESIGN §4). */
export const purposes = [
  'automation',
  'grant',
  'input',
  'session',
  'secret',
  'progress',
  'report',
  'artifact',
  'keys',
] as const;
/** What an envelope is for. */
export type Purpose = (typeof purposes)[number];
/** A purpose, in CBOR. */
export const purposeCodec = oneOf(...purposes);

/** The address label: all of an envelope that is not sealed. Times in ms since 1970. */
export const headerCodec = struct({
  v: version(1),
  suite: version(1),
  purpose: purposeCodec,
  org: id32,
  subject: id16,
  prev: optional(id32),
  owner: optional(id16),
  scope: optional(id32),
  createdAt: count,
  notAfter: optional(count),
  sender: id32,
});
/** The address label of an envelope. */
export type Header = Of<typeof headerCodec>;

/** An envelope without body and wraps: what the broker needs to verify it. `header` is the exact bytes. */
export type Stub = {
  readonly header: Uint8Array;
  readonly commit: Uint8Array;
  readonly nonce: Uint8Array;
  /** `H(body)`, 32 bytes. */
  readonly bodyHash: Uint8Array;
  readonly sig: Uint8Array;
};

/** An envelope as it is stored: `wraps` hold the data key, sealed to each recipient by the kid of its key. */
export type EnvelopeFile = {
  readonly header: Uint8Array;
  readonly commit: Uint8Array;
  readonly nonce: Uint8Array;
  readonly body: Uint8Array;
  readonly sig: Uint8Array;
  readonly wraps: Readonly<Record<Kid, Uint8Array>>;
};

const outside = { header: bytes, commit: bytesOf(32), nonce: bytesOf(24), sig: bytesOf(64) };

const ending: ReadonlySet<Purpose> = new Set(['grant', 'session', 'secret', 'input']);

/** A {@link Stub} in CBOR. */
export const stubCodec: Codec<Stub> = struct({ ...outside, bodyHash: bytesOf(32) });

/** An {@link EnvelopeFile} in CBOR. */
export const fileCodec: Codec<EnvelopeFile> = struct({
  ...outside,
  body: bytes,
  wraps: record(bytes, isId32),
});

/** The most that one envelope seals: 32 MiB. */
export const largestPlain = 32 * 1024 * 1024;
/** The largest body: the largest plain, padded, and the tag. */
export const largestBody = padded(largestPlain) + 16;
/** The largest file that a door takes: 40 MiB. */
export const largestFile = 40 * 1024 * 1024;

/** The bytes of a file as fields; the header is not looked at. Throws `envelope-too-large` or `tampered`. */
export function readFile(file: Uint8Array): EnvelopeFile {
  if (file.length > largestFile) throw new RequestError('envelope-too-large');
  const fields = decode(fileCodec, file);
  if (fields.body.length > largestBody) throw new RequestError('envelope-too-large');
  return fields;
}

/** The header of a file or stub. Throws `tampered` or `unknown-version`. */
export function headerOf(carrier: { readonly header: Uint8Array }): Header {
  const header = decode(headerCodec, carrier.header);
  const cause = headerProblem(header);
  if (cause) throw new SealError('tampered', { cause: new TypeError(cause) });
  return header;
}

/** What is wrong with which fields a header has, or undefined. */
export function headerProblem({ purpose, owner, scope, notAfter }: Header): string | undefined {
  const owned = purpose === 'session' || purpose === 'secret';
  if (owned !== (owner !== undefined)) return `${purpose}: owner`;
  if (owned !== (scope !== undefined)) return `${purpose}: scope`;
  if (notAfter !== undefined && !ending.has(purpose)) return `${purpose}: notAfter`;
  return undefined;
}

/** The stub of a file. */
export function stubOf(file: EnvelopeFile): Stub {
  const { header, commit, nonce, body, sig } = file;
  return { header, commit, nonce, bodyHash: H(body), sig };
}

/** A stub as bytes, for JSON or a table. */
export function writeStub(stub: Stub): Uint8Array {
  return encode(stubCodec, stub);
}

/** The stub of bytes. Throws `tampered`. */
export function readStub(stub: Uint8Array): Stub {
  return decode(stubCodec, stub);
}

/** What the sender signs, and whose hash is the envelope's id. */
export function lineOf(stub: Omit<Stub, 'sig'>): Uint8Array {
  return concat(
    utf8('mayfly-envelope-v1\0'),
    H(stub.header),
    stub.commit,
    stub.nonce,
    stub.bodyHash,
  );
}

/** Whether the stub's signature is by `publicKey` (Ed25519, 32 bytes). */
export function isSealedBy(stub: Stub, publicKey: Uint8Array): boolean {
  if (publicKey.length !== 32) return false;
  return sodium.crypto_sign_verify_detached(stub.sig, lineOf(stub), publicKey);
}

/** The id of an envelope: the hash of its line. The signature is no part of it. */
export function envelopeId(stub: Omit<Stub, 'sig'>): EnvelopeId {
  return hashOf(lineOf(stub));
}

/** How long `size` bytes are once padded: 1, 2, 4 … 64 KiB; above, steps of an eighth of the power of two below. */
export function padded(size: number): number {
  if (size < 65_536) return Math.max(1024, 2 ** Math.floor(Math.log2(Math.max(size, 1)) + 1));
  const step = paddingStep(size);
  return (Math.floor(size / step) + 1) * step;
}

/** The block size with which `sodium_pad` brings `size` bytes to {@link padded}. */
export function paddingStep(size: number): number {
  if (size < 65_536) return padded(size);
  return 2 ** Math.floor(Math.log2(size)) / 8;
}
