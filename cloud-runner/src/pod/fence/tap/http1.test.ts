import { expect, test } from 'vitest';
import { http1Readers } from './http1.ts';
import { trafficBy } from './test-traffic.ts';

const write = { origin: 'https://app.test', methods: ['POST', 'WEBSOCKET'], path: '/', max: 9 };
const writable = { writes: [{ ...write, reading: false }] };
const lines = (...each: string[]) => Buffer.from(each.join('\r\n'));
const get = lines('GET / HTTP/1.1', 'host: app.test', '', '');

test('a request is whole with its head, and not before', async () => {
  const { requests } = http1Readers(trafficBy().open());
  await requests.feed(get.subarray(0, 20));
  expect(requests.isWhole).toBe(false);
  await requests.feed(get.subarray(20));
  expect(requests.isWhole).toBe(true);
});

test('the next request begins where a body ends, by its length and by its chunks', async () => {
  const { open, log } = trafficBy(writable);
  const { requests } = http1Readers(open());
  await requests.feed(lines('POST /a HTTP/1.1', 'host: app.test', 'content-length: 24', '', ''));
  await requests.feed(Buffer.from('GET /hidden HTTP/1.1\r\n\r\n'));
  const head = ['POST /b HTTP/1.1', 'host: app.test', 'transfer-encoding: chunked', '', ''];
  await requests.feed(lines(...head));
  for (const part of ['5\r\nGET /\r', '\n3\r\nabc\r\n', '0\r\n', '\r\n']) {
    await requests.feed(Buffer.from(part));
  }
  await requests.feed(get);
  expect(requests.isWhole).toBe(true);
  expect(log.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /a',
    'POST /b',
    'GET /',
  ]);
});

const host = 'host: app.test';

test.each<[string, string[]]>([
  ['two lengths', ['POST / HTTP/1.1', host, 'content-length: 1', 'content-length: 2']],
  [
    'a length and chunks',
    ['POST / HTTP/1.1', host, 'content-length: 1', 'transfer-encoding: chunked'],
  ],
  ['another coding', ['POST / HTTP/1.1', host, 'transfer-encoding: gzip, chunked']],
  ['a length that is none', ['POST / HTTP/1.1', host, 'content-length: +1']],
  ['two hosts', ['GET / HTTP/1.1', host, 'host: evil.test']],
  ['another host', ['GET / HTTP/1.1', 'host: evil.test']],
  ['no host', ['GET / HTTP/1.1']],
  ['a whole address', ['GET https://evil.test/ HTTP/1.1', host]],
  ['a tunnel', ['CONNECT app.test:443 HTTP/1.1', host]],
  ['a body of a GET', ['GET / HTTP/1.1', host, 'content-length: 5']],
  ['a folded header', ['GET / HTTP/1.1', host, ' folded: x']],
  ['a space before the colon', ['POST / HTTP/1.1', host, 'content-length : 5']],
  ['a bare line feed', ['GET / HTTP/1.1\ncontent-length: 5', host]],
  ['HTTP/1.0', ['GET / HTTP/1.0', host]],
  ['HTTP/2 by a switch', ['GET / HTTP/1.1', host, 'upgrade: h2c']],
  ['a chunk with a sign', ['POST / HTTP/1.1', host, 'transfer-encoding: chunked', '', '+5']],
])('%s is not sent', async (_, head) => {
  const { requests } = http1Readers(trafficBy(writable).open());
  const sent = requests.feed(lines(...head, '', ''));
  await expect(sent).rejects.toThrow(/connection-unreadable|request-malformed/);
});

test('what follows a wish for a WebSocket is judged, unless the site granted it', async () => {
  const { open, log } = trafficBy(writable);
  const { requests, answers } = http1Readers(open());
  await requests.feed(lines('GET /ws HTTP/1.1', host, 'upgrade: websocket', '', ''));
  const hidden = requests.feed(lines('DELETE / HTTP/1.1', host, '', ''));
  answers.feed(lines('HTTP/1.1 200 OK', 'content-length: 0', '', ''));
  await expect(hidden).rejects.toThrow('write-not-granted');
  expect(log.refused).toMatchObject([{ method: 'DELETE', path: '/' }]);
});

test('what a WebSocket carries is nobody’s request', async () => {
  const { requests, answers } = http1Readers(trafficBy(writable).open());
  await requests.feed(lines('GET /ws HTTP/1.1', host, 'upgrade: websocket', '', ''));
  answers.feed(lines('HTTP/1.1 101 Switching Protocols', 'upgrade: websocket', '', ''));
  await requests.feed(lines('DELETE / HTTP/1.1', host, '', ''));
  expect(requests.isWhole).toBe(true);
});

test('cookies are told from each answer, also after chunks and an answer ahead', async () => {
  const { open, told } = trafficBy();
  const { requests, answers } = http1Readers(open());
  await requests.feed(Buffer.concat([get, get]));
  answers.feed(lines('HTTP/1.1 103 Early Hints', 'link: </a>', '', 'HTTP/1.1 200 OK', ''));
  answers.feed(
    lines('set-cookie: a=one; path=/', 'transfer-encoding: chunked', '', '3', 'abc', '0', '', ''),
  );
  answers.feed(lines('HTTP/1.1 200 OK', 'Set-Cookie: b=two', 'content-length: 0', '', ''));
  expect(told).toEqual(['one', 'two']);
});

test('an answer that announces too much is cut at its head', async () => {
  const { open, log } = trafficBy();
  const { requests, answers } = http1Readers(open());
  await requests.feed(get);
  const head = lines(
    'HTTP/1.1 200 OK',
    'content-type: text/html',
    'content-length: 99000000',
    '',
    '',
  );
  expect(() => answers.feed(head)).toThrow('answer-too-large');
  expect(log.refused.map(({ reason }) => reason)).toEqual(['answer-too-large']);
});

test('a change that was on a connection which the site cut is not sent again by the browser', async () => {
  const { open, log, state } = trafficBy(writable);
  const post = lines('POST /order HTTP/1.1', host, 'content-length: 0', '', '');
  const traffic = open();
  await http1Readers(traffic).requests.feed(post);
  traffic.lost();
  await expect(http1Readers(open()).requests.feed(post)).rejects.toThrow('answer-lost');
  expect(state.marks).toBe(1);
  expect(log.refused.map(({ reason }) => reason)).toEqual(['answer-lost']);
});
