import { unreadable } from './unreadable.ts';

/** Kinds of TLS records. RFC 8446 §5.1 */
export const recordType = {
  changeCipherSpec: 20,
  alert: 21,
  handshake: 22,
  data: 23,
} as const;

/** One TLS record, with the very bytes that it came in. */
export type TlsRecord = { type: number; body: Buffer; bytes: Buffer };

const headBytes = 5;
const bodyBytesAtMost = 2 ** 14 + 2_048;

/** Cuts one direction of a connection into records. */
export class RecordSplitter {
  #rest: Buffer = Buffer.alloc(0);

  /** The records that are whole with `chunk`. Throws Refusal connection-unreadable. */
  *push(chunk: Buffer): Generator<TlsRecord> {
    let rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    while (rest.length >= headBytes) {
      const length = headBytes + rest.readUInt16BE(3);
      if (length > headBytes + bodyBytesAtMost) throw unreadable('a record is too long');
      if (rest.length < length) break;
      const bytes = rest.subarray(0, length);
      rest = rest.subarray(length);
      yield { type: bytes[0] ?? 0, body: bytes.subarray(headBytes), bytes };
    }
    this.#rest = rest;
  }
}

/** A message of the handshake; `body` without type and length. */
export type Message = { type: number; body: Buffer };

/** Kinds of handshake messages. RFC 8446 §4, RFC 5246 §7.4, BoringSSL's client EncryptedExtensions of ALPS */
export const messageType = {
  clientHello: 1,
  serverHello: 2,
  newSessionTicket: 4,
  encryptedExtensions: 8,
  certificate: 11,
  certificateVerify: 15,
  clientKeyExchange: 16,
  finished: 20,
  keyUpdate: 24,
  compressedCertificate: 25,
} as const;

const messageBytesAtMost = 2 ** 18;

/** Puts the messages of a handshake together, which may be spread over records. */
export class MessageSplitter {
  #rest: Buffer = Buffer.alloc(0);

  /** Whether nothing of a further message has begun. */
  get isWhole(): boolean {
    return this.#rest.length === 0;
  }

  /** The messages that are whole with `fragment`. Throws Refusal connection-unreadable. */
  *push(fragment: Buffer): Generator<Message> {
    this.#rest = Buffer.concat([this.#rest, fragment]);
    while (this.#rest.length >= 4) {
      const length = 4 + this.#rest.readUIntBE(1, 3);
      if (length > messageBytesAtMost) throw unreadable('a message of the handshake is too long');
      if (this.#rest.length < length) return;
      const message = { type: this.#rest[0] ?? 0, body: this.#rest.subarray(4, length) };
      this.#rest = this.#rest.subarray(length);
      yield message;
    }
  }
}
