import type { RequestReader } from './browser-side.ts';
import { type Field, HpackReader } from './hpack.ts';
import { type Frame, FrameSplitter, frameType } from './http2-frames.ts';
import type { AnswerReader } from './site-side.ts';
import type { Exchange, Traffic } from './traffic.ts';
import { unreadable } from './unreadable.ts';

/** What begins a connection. RFC 9113 §3.4 */
const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/** Frames that carry no request. Those that are reserved to be ignored (0x0b + 0x1f·n) carry nothing at all. */
const harmless: ReadonlySet<number> = new Set([
  frameType.priority,
  frameType.settings,
  frameType.ping,
  frameType.goAway,
  frameType.windowUpdate,
  frameType.priorityUpdate,
]);

/** Reads both directions of one connection of HTTP/2. */
export function http2Readers(traffic: Traffic): { requests: RequestReader; answers: AnswerReader } {
  const streams = new Map<number, Exchange>();
  return { requests: requestReader(traffic, streams), answers: answerReader(traffic, streams) };
}

type Streams = Map<number, Exchange>;

function requestReader(traffic: Traffic, streams: Streams): RequestReader {
  const frames = new FrameSplitter();
  const headers = new HpackReader();
  let start: Buffer | undefined = Buffer.alloc(0);
  let lastStream = 0;

  async function opened({ stream, isEnd, payload }: Frame): Promise<void> {
    const fields = headers.read(payload);
    // A request has no trailers here: no browser sends them.
    if (stream <= lastStream || stream % 2 === 0) throw unreadable('headers out of turn');
    lastStream = stream;
    const exchange = await traffic.ask(requestOf(fields));
    if (!isEnd && !exchange.mayWrite) throw unreadable('a body where none belongs');
    streams.set(stream, exchange);
  }

  async function take(frame: Frame): Promise<void> {
    const { type, stream, payload } = frame;
    if (type === frameType.headers) return opened(frame);
    if (type === frameType.reset) return closed(traffic, streams, stream);
    if (type === frameType.data) {
      if (payload.length === 0 || isWritable(stream)) return;
      throw unreadable('a body where none belongs');
    }
    if (!harmless.has(type) && type % 0x1f !== 0x0b) throw unreadable(`frame ${type}`);
  }

  /** An answer may be whole before the body of its request is. */
  const isWritable = (stream: number) => streams.get(stream)?.mayWrite ?? stream <= lastStream;

  return {
    get isWhole() {
      return start === undefined && frames.isWhole;
    },
    async feed(content) {
      let rest = content;
      if (start) {
        start = Buffer.concat([start, content]);
        if (!begins(start)) throw unreadable('not the HTTP/2 that was chosen');
        if (start.length < preface.length) return;
        rest = start.subarray(preface.length);
        start = undefined;
      }
      for (const frame of frames.push(rest)) await take(frame);
    },
  };
}

function answerReader(traffic: Traffic, streams: Streams): AnswerReader {
  const frames = new FrameSplitter();
  const headers = new HpackReader();

  function take({ type, stream, isEnd, payload }: Frame): void {
    if (type === frameType.pushPromise) throw unreadable('a push');
    const exchange = streams.get(stream);
    if (type === frameType.headers) {
      const fields = headers.read(payload);
      if (exchange) traffic.answered(exchange, fields);
    }
    if (type === frameType.data && exchange) traffic.received(exchange, payload.length);
    if (isEnd || type === frameType.reset) closed(traffic, streams, stream);
  }

  return {
    feed(content) {
      for (const frame of frames.push(content)) take(frame);
    },
  };
}

function closed(traffic: Traffic, streams: Streams, stream: number): void {
  const exchange = streams.get(stream);
  if (exchange) traffic.done(exchange);
  streams.delete(stream);
}

function begins(bytes: Buffer): boolean {
  const length = Math.min(bytes.length, preface.length);
  return bytes.subarray(0, length).equals(preface.subarray(0, length));
}

/** A WebSocket comes as a CONNECT that names its protocol. RFC 8441 §4 */
function requestOf(fields: Field[]) {
  const pseudo = (name: string) => fields.find((field) => field[0] === name)?.[1];
  const method = pseudo(':method');
  const path = pseudo(':path');
  if (!method || !path || pseudo(':scheme') !== 'https')
    throw unreadable('a request without a head');
  if (method !== 'CONNECT') return { method, path, fields, upgrade: false };
  if (pseudo(':protocol') !== 'websocket') throw unreadable('a tunnel in a tunnel');
  return { method: 'GET', path, fields, upgrade: true };
}
