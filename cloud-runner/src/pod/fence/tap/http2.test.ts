import { expect, test } from 'vitest';
import { http2Readers } from './http2.ts';
import { frameType } from './http2-frames.ts';
import { trafficBy } from './test-traffic.ts';

const write = { origin: 'https://app.test', methods: ['POST', 'WEBSOCKET'], path: '/', max: 9 };
const writable = { writes: [{ ...write, reading: false }] };
const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const endStream = 0x1;
const endHeaders = 0x4;

function frame(type: number, flags: number, stream: number, payload: Buffer | string = ''): Buffer {
  const body = Buffer.from(payload);
  const head = Buffer.alloc(9);
  head.writeUIntBE(body.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, body]);
}

/** Fields without any table. RFC 7541 §6.2.2 */
function block(...fields: [string, string][]): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.of(value.length), Buffer.from(value)]);
  return Buffer.concat(fields.flatMap(([name, value]) => [Buffer.of(0), text(name), text(value)]));
}

const request = (method: string, ...more: [string, string][]) =>
  block(
    [':method', method],
    [':scheme', 'https'],
    [':authority', 'app.test'],
    [':path', '/x'],
    ...more,
  );

async function opened(rules = {}) {
  const world = trafficBy(rules);
  const readers = http2Readers(world.open());
  await readers.requests.feed(Buffer.concat([preface, frame(frameType.settings, 0, 0)]));
  return { ...world, ...readers };
}

const headers = (stream: number, payload: Buffer, flags = endHeaders | endStream) =>
  frame(frameType.headers, flags, stream, payload);

test('a request is whole with its last frame, and judged before that is sent', async () => {
  const { requests, log } = await opened();
  const whole = request('GET');
  const first = headers(1, whole.subarray(0, 9), endStream);
  await requests.feed(first);
  expect(requests.isWhole).toBe(false);
  await requests.feed(frame(frameType.continuation, endHeaders, 1, whole.subarray(9)));
  expect(requests.isWhole).toBe(true);
  expect(log.seen).toMatchObject([{ method: 'GET', path: '/x', sent: true }]);
  await expect(requests.feed(headers(3, request('DELETE')))).rejects.toThrow('write-not-granted');
});

const post = request('POST');

test.each<[string, Buffer]>([
  ['a body of a GET', headers(1, request('GET'), endHeaders)],
  ['data on a stream that nobody opened', frame(frameType.data, 0, 5, 'x')],
  [
    'another host',
    headers(
      1,
      block([':method', 'GET'], [':scheme', 'https'], [':authority', 'evil.test'], [':path', '/']),
    ),
  ],
  ['two methods', headers(1, request('GET', [':method', 'GET']))],
  ['a second name of a host', headers(1, request('GET', ['host', 'evil.test']))],
  ['a tunnel', headers(1, request('CONNECT'))],
  ['a tunnel of another kind', headers(1, request('CONNECT', [':protocol', 'connect-udp']))],
  ['no method', headers(1, block([':path', '/']))],
  ['a stream of the site', headers(2, request('GET'))],
  ['the same stream again', Buffer.concat([headers(1, post, endHeaders), headers(1, post)])],
  [
    'something between headers',
    Buffer.concat([headers(1, post, 0), frame(frameType.ping, 0, 0, '12345678')]),
  ],
  ['a continuation of nothing', frame(frameType.continuation, endHeaders, 1, post)],
  ['a push', frame(frameType.pushPromise, endHeaders, 1, post)],
  ['a frame that is not known', frame(0x4d, 0, 1, 'x')],
  ['padding that is none', frame(frameType.headers, endHeaders | 0x8, 1, Buffer.from([9, 1]))],
])('%s is not sent', async (_, bytes) => {
  const { requests } = await opened(writable);
  await expect(requests.feed(bytes)).rejects.toThrow(/connection-unreadable|request-malformed/);
});

test('a WebSocket is one, though it comes as a tunnel', async () => {
  const socket = request('CONNECT', [':protocol', 'websocket']);
  const { requests } = await opened();
  await expect(requests.feed(headers(1, socket, endHeaders))).rejects.toThrow(
    'websocket-not-granted',
  );
  const granted = await opened(writable);
  await granted.requests.feed(headers(1, socket, endHeaders));
  await granted.requests.feed(frame(frameType.data, 0, 1, 'DELETE / HTTP/1.1'));
  expect(granted.requests.isWhole).toBe(true);
  expect(granted.state.marks).toBe(1);
});

test('a change has its body, is marked once, and its answer’s cookies are told', async () => {
  const { requests, answers, told, state } = await opened(writable);
  await requests.feed(headers(1, post, endHeaders));
  await requests.feed(frame(frameType.data, endStream, 1, 'body'));
  answers.feed(
    headers(
      1,
      block([':status', '200'], ['set-cookie', 'a=one'], ['set-cookie', 'b=two']),
      endHeaders,
    ),
  );
  expect(told).toEqual(['one', 'two']);
  expect(state.marks).toBe(1);
});

test('frames that are reserved to be ignored are', async () => {
  const { requests } = await opened();
  await requests.feed(frame(0x0b + 0x1f * 3, 0, 0, 'grease'));
  expect(requests.isWhole).toBe(true);
});
