import {
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  request,
  type RequestOptions,
} from 'node:http';
import type { ClientHttp2Session } from 'node:http2';
import type { Readable, Writable } from 'node:stream';

/** A request as it goes out to a site. */
export type Message = {
  method: string;
  url: URL;
  headers: OutgoingHttpHeaders;
  hasBody: boolean;
};

/** What a site answers: the head, and a body that still flows. */
export type Answer = { status: number; headers: IncomingHttpHeaders; body: Readable };

/** A request on its way. `answered` rejects when the connection ends without an answer. */
export type Exchange = { body: Writable; answered: Promise<Answer>; cancel: () => void };

/** Bytes of headers that a site or a page may send: twice what large cookies need. */
export const headerBytesAtMost = 64 * 1024;

/** Sends over HTTP/1.1; `way` names the connection or the pool of them. */
export function overHttp1(
  way: RequestOptions,
  { method, url, headers, hasBody }: Message,
): Exchange {
  const sent = request({
    ...way,
    method,
    path: url.pathname + url.search,
    headers: { host: url.host, ...headers },
    setHost: false,
    maxHeaderSize: headerBytesAtMost,
  });
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  sent.once('response', (response) =>
    resolve({ status: response.statusCode ?? 502, headers: response.headers, body: response }),
  );
  sent.on('error', reject);
  if (!hasBody) sent.end();
  return { body: sent, answered: promise, cancel: () => sent.destroy() };
}

/** Sends over a session of HTTP/2. */
export function overHttp2(
  session: ClientHttp2Session,
  { method, url, headers, hasBody }: Message,
): Exchange {
  const stream = session.request(
    {
      ':method': method,
      ':scheme': url.protocol.slice(0, -1),
      ':authority': url.host,
      ':path': url.pathname + url.search,
      ...headers,
    },
    { endStream: !hasBody },
  );
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  stream.once('response', (head) =>
    resolve({ status: head[':status'] ?? 502, headers: head, body: stream }),
  );
  stream.on('error', reject);
  stream.once('close', () => reject(new Error('the stream ended without an answer')));
  return { body: stream, answered: promise, cancel: () => stream.close() };
}
