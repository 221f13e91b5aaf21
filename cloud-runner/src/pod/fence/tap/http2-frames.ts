import { unreadable } from './unreadable.ts';

/** Kinds of frames. RFC 9113 §6, RFC 9218 §7.1 */
export const frameType = {
  data: 0,
  headers: 1,
  priority: 2,
  reset: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
  priorityUpdate: 16,
} as const;

/** One frame of HTTP/2, without its padding. */
export type Frame = { type: number; stream: number; isEnd: boolean; payload: Buffer };

const flag = { endStream: 0x1, endHeaders: 0x4, padded: 0x8, priority: 0x20 } as const;
const headBytes = 9;
const payloadBytesAtMost = 2 ** 20;
const blockBytesAtMost = 2 ** 18;

/** Cuts one direction of a connection into frames; headers come whole, with their continuations. */
export class FrameSplitter {
  #rest: Buffer = Buffer.alloc(0);
  #headers: { stream: number; isEnd: boolean; parts: Buffer[] } | undefined;

  /** Whether no frame, and no block of headers, has begun that is not whole. */
  get isWhole(): boolean {
    return this.#rest.length === 0 && !this.#headers;
  }

  /** The frames that are whole with `chunk`. Throws Refusal connection-unreadable. */
  *push(chunk: Buffer): Generator<Frame> {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    while (this.#rest.length >= headBytes) {
      const length = this.#rest.readUIntBE(0, 3);
      if (length > payloadBytesAtMost) throw unreadable('a frame is too long');
      if (this.#rest.length < headBytes + length) return;
      const head = this.#rest.subarray(0, headBytes);
      const payload = this.#rest.subarray(headBytes, headBytes + length);
      this.#rest = this.#rest.subarray(headBytes + length);
      const frame = this.#frame(head, payload);
      if (frame) yield frame;
    }
  }

  #frame(head: Buffer, payload: Buffer): Frame | undefined {
    const [, , , type = 0, flags = 0] = head;
    const stream = head.readUInt32BE(5) & 0x7f_ff_ff_ff;
    if (this.#headers) return this.#continued(type, flags, stream, payload);
    const isEnd = (flags & flag.endStream) !== 0;
    if (type === frameType.continuation) throw unreadable('a continuation of nothing');
    if (type === frameType.data) return { type, stream, isEnd, payload: unpadded(flags, payload) };
    if (type !== frameType.headers) return { type, stream, isEnd: false, payload };
    const block = unpadded(flags, payload).subarray(flags & flag.priority ? 5 : 0);
    if (flags & flag.endHeaders) return { type, stream, isEnd, payload: block };
    this.#headers = { stream, isEnd, parts: [block] };
    return undefined;
  }

  #continued(type: number, flags: number, stream: number, payload: Buffer): Frame | undefined {
    const begun = this.#headers;
    if (!begun || type !== frameType.continuation || stream !== begun.stream)
      throw unreadable('headers without their continuation');
    begun.parts.push(payload);
    const block = Buffer.concat(begun.parts);
    if (block.length > blockBytesAtMost) throw unreadable('headers are too long');
    if (!(flags & flag.endHeaders)) return undefined;
    this.#headers = undefined;
    return { type: frameType.headers, stream, isEnd: begun.isEnd, payload: block };
  }
}

function unpadded(flags: number, payload: Buffer): Buffer {
  if (!(flags & flag.padded)) return payload;
  const padding = payload[0] ?? 0;
  if (padding >= payload.length) throw unreadable('padding that is none');
  return payload.subarray(1, payload.length - padding);
}
