import type { Field } from './hpack.ts';
import { unreadable } from './unreadable.ts';

/** The first line and the headers of a message of HTTP/1.1. */
export type Head = { line: string; fields: Field[] };

/** How a body ends: after so many bytes, with its last chunk, with the connection, or not at all (an upgrade). */
export type Framing = { bytes: number } | 'chunks' | 'connection' | 'never';

const headEnd = Buffer.from('\r\n\r\n');
const headBytesAtMost = 2 ** 18;
const chunkLineBytesAtMost = 256;
const fieldForm = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/;

/** Bytes that are not used up yet. */
export class Unread {
  bytes: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    this.bytes = this.bytes.length > 0 ? Buffer.concat([this.bytes, chunk]) : chunk;
  }

  /** Up to and without `end`, which is skipped; undefined: it has not come. Throws where it is later than `atMost`. */
  until(end: Buffer | string, atMost: number): Buffer | undefined {
    const at = this.bytes.indexOf(end);
    if (at > atMost || (at < 0 && this.bytes.length > atMost))
      throw unreadable('a head is too long');
    return at < 0 ? undefined : this.take(at + end.length).subarray(0, at);
  }

  /** So many bytes, or all that there are. */
  take(length: number): Buffer {
    const taken = this.bytes.subarray(0, length);
    this.bytes = this.bytes.subarray(taken.length);
    return taken;
  }
}

/** Takes one head, strictly as RFC 9112 says; undefined: it has not come whole. Throws Refusal connection-unreadable. */
export function takeHead(unread: Unread): Head | undefined {
  const text = unread.until(headEnd, headBytesAtMost)?.toString('latin1');
  if (text === undefined) return undefined;
  const [line = '', ...lines] = text.split('\r\n');
  return { line, fields: lines.map(fieldOf) };
}

function fieldOf(line: string): Field {
  const [, name, value] = fieldForm.exec(line) ?? [];
  if (name === undefined || value === undefined || /[\r\n\0]/.test(value))
    throw unreadable('a header that is none');
  return [name.toLowerCase(), value];
}

/** The one value of a header. Throws Refusal connection-unreadable where it stands twice. */
export function onlyValue(fields: readonly Field[], wanted: string): string | undefined {
  const values = fields.filter(([name]) => name === wanted).map(([, value]) => value);
  if (values.length > 1) throw unreadable(`${wanted} twice`);
  return values[0];
}

/** What a message says of its own body; `otherwise`: when it says nothing. RFC 9112 §6.3 */
export function framingOf(fields: readonly Field[], otherwise: Framing): Framing {
  const coding = onlyValue(fields, 'transfer-encoding');
  const length = onlyValue(fields, 'content-length');
  if (coding !== undefined) {
    if (coding.toLowerCase() !== 'chunked' || length !== undefined) throw unreadable('two lengths');
    return 'chunks';
  }
  if (length === undefined) return otherwise;
  if (!/^\d{1,15}$/.test(length)) throw unreadable('a length that is none');
  return { bytes: Number(length) };
}

/** Passes over a body. `pass` answers how many bytes of it were there; `isOver` tells its end. */
export class BodyReader {
  readonly #framing: Framing;
  #left: number;
  #stage: 'size' | 'data' | 'end' | 'over' = 'size';

  constructor(framing: Framing) {
    this.#framing = framing;
    this.#left = typeof framing === 'object' ? framing.bytes : 0;
    if (typeof framing === 'object' && framing.bytes === 0) this.#stage = 'over';
  }

  get isOver(): boolean {
    return this.#stage === 'over';
  }

  pass(unread: Unread): number {
    if (this.#framing === 'chunks') return this.#passChunks(unread);
    if (typeof this.#framing === 'string') return unread.take(unread.bytes.length).length;
    const passed = unread.take(this.#left).length;
    this.#left -= passed;
    if (this.#left === 0) this.#stage = 'over';
    return passed;
  }

  /** RFC 9112 §7.1, without extensions and trailers. */
  #passChunks(unread: Unread): number {
    let passed = 0;
    for (;;) {
      if (this.#stage === 'data') {
        const taken = unread.take(this.#left).length;
        passed += taken;
        this.#left -= taken;
        if (this.#left > 0) return passed;
        this.#stage = 'end';
      }
      if (this.#stage === 'over') return passed;
      const line = unread.until('\r\n', chunkLineBytesAtMost)?.toString('latin1');
      if (line === undefined) return passed;
      this.#takeLine(line);
    }
  }

  #takeLine(line: string): void {
    if (this.#stage === 'end') {
      if (line !== '') throw unreadable('a chunk is longer than it says');
      this.#stage = this.#isLast ? 'over' : 'size';
      return;
    }
    if (!/^[0-9a-f]{1,8}[ \t]*(?:;|$)/i.test(line)) throw unreadable('a chunk without a size');
    this.#left = Number.parseInt(line, 16);
    this.#isLast = this.#left === 0;
    this.#stage = this.#isLast ? 'end' : 'data';
  }

  #isLast = false;
}
