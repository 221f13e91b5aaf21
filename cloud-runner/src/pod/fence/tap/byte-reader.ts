import { unreadable } from './unreadable.ts';

/** Reads numbers and lengths from the front of some bytes. Throws Refusal connection-unreadable where they end too early. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  take(length: number): Buffer {
    if (length > this.left) throw unreadable('a message is shorter than it says');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** A number of `length` bytes, most significant first. */
  number(length: 1 | 2 | 3 | 4): number {
    return this.take(length).readUIntBE(0, length);
  }

  /** Bytes behind their own length, which is written in `length` bytes. */
  block(length: 1 | 2 | 3): Buffer {
    return this.take(this.number(length));
  }

  /** The rest, as numbers of two bytes. */
  numbers(): number[] {
    return Array.from({ length: this.left >> 1 }, () => this.number(2));
  }
}
