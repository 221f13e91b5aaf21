import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { type AddressInfo, createServer as createTcp, type Server } from 'node:net';
import type { Duplex } from 'node:stream';

import type { Identity } from '../harness/ca.ts';

/** Something that reached the sink: a request by its method, an upgrade, a datagram, or a bare connection. */
export type Arrival = { method: string; host: string; path: string };

/** Sites under any name, over http and https, and listeners for what is neither. They write down all that arrives. */
export type Sink = {
  arrivals: Arrival[];
  http: number;
  https: number;
  udp: number;
  tcp: number;
  close: () => void;
};

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/** Starts a sink on free ports of the loopback. */
export async function startSink(identity: Identity): Promise<Sink> {
  const arrivals: Arrival[] = [];
  const note = (request: Request, method = request.method ?? '') => {
    const host = String(request.headers[':authority'] ?? request.headers.host);
    arrivals.push({ method, host: host.replace(/:\d+$/, ''), path: request.url ?? '' });
  };
  const answerAll = (request: Request, response: Response) => {
    note(request);
    request.resume();
    // Node's compatible answer of HTTP/2 has all of it that is used here.
    answer(request, response as ServerResponse);
  };
  const plain = createServer(answerAll);
  const secure = createSecureServer({ ...identity, allowHTTP1: true }, answerAll);
  for (const server of [plain, secure]) {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
      note(request, 'WEBSOCKET');
      accept(request, socket);
    });
  }
  const datagrams = createSocket('udp4');
  datagrams.on('message', () => arrivals.push({ method: 'UDP', host: '', path: '' }));
  const connections = createTcp((socket) => {
    arrivals.push({ method: 'TCP', host: '', path: '' });
    socket.on('error', () => socket.destroy());
    socket.resume();
  });
  datagrams.bind(0, '127.0.0.1');
  await once(datagrams, 'listening');
  return {
    arrivals,
    http: await portOf(plain),
    https: await portOf(secure),
    udp: datagrams.address().port,
    tcp: await portOf(connections),
    close() {
      datagrams.close();
      for (const server of [plain, secure, connections]) server.close();
      plain.closeAllConnections();
    },
  };
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/**
 * `/script?text=` and `/page?header=Name:value` answer with what they are told, `/go?to=&code=` leads on; all else is a
 * small answer that anybody may read.
 */
function answer(request: Request, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sink');
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', '*');
  response.setHeader('access-control-allow-methods', 'GET,POST,PUT,PATCH,DELETE,FROB');
  response.setHeader('service-worker-allowed', '/');
  if (pathname === '/go') {
    response.setHeader('location', searchParams.get('to') ?? '/');
    response.statusCode = Number(searchParams.get('code') ?? 302);
    response.end();
    return;
  }
  for (const header of searchParams.getAll('header')) {
    const [name = '', ...value] = header.split(':');
    response.setHeader(name, value.join(':'));
  }
  const isScript = pathname === '/script';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  const text = isScript ? searchParams.get('text') : '<link rel=icon href=data:,><body>sink';
  response.end(text ?? '');
}

/** RFC 6455 §4.2.2 */
function accept(request: IncomingMessage, socket: Duplex): void {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const hash = createHash('sha1').update(key).digest('base64');
  for (const end of ['end', 'error']) socket.on(end, () => socket.destroy());
  socket.resume();
  const head = ['HTTP/1.1 101 Switching Protocols', 'upgrade: websocket', 'connection: Upgrade'];
  socket.write([...head, `sec-websocket-accept: ${hash}`, '\r\n'].join('\r\n'));
}
