import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Stream,
} from 'node:http2';
import { createServer as createTcp, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import type { Identity } from '../../harness/ca.ts';
import type { Arrival } from './arrivals.ts';
import { serveNames } from './names.ts';
import { answer } from './pages.ts';

/** Where names are asked in the world of the test. */
export const nameServer = '11.0.0.53';

const ports = { plain: 80, secure: 443, others: [3_478, 5_000], udp: [80, 443, 3_478, 5_000] };

/** Listeners for whatever a page may send, in a world of their own. They write down all that arrives. */
export type Sink = { arrivals: Arrival[]; close: () => void };

/** Starts the sink: sites under any name by http and https (h2, WebSockets over it too), UDP, TCP and DNS. */
export async function startSink(identity: Identity): Promise<Sink> {
  const arrivals: Arrival[] = [];
  const note = (arrival: Arrival) => arrivals.push(arrival);
  const plain = createServer((request, response) => site('http:', request, response, note));
  const settings = { enableConnectProtocol: true };
  const secure = createSecureServer(
    { ...identity, allowHTTP1: true, settings },
    (request, response) => site('https:', request, response, note),
  );
  secure.on('connect', () => undefined);
  secure.on('stream', (stream, headers) => {
    if (headers[':method'] === 'CONNECT') tunnel(stream, String(headers[':authority']), note);
  });
  for (const server of [plain, secure]) {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
      note({ kind: 'websocket', host: hostOf(request.headers.host) });
      acceptSocket(request, socket);
    });
  }
  const others = ports.others.map((port) => ({ port, server: createTcp((each) => each.resume()) }));
  const all = [
    { port: ports.plain, server: plain },
    { port: ports.secure, server: secure },
    ...others,
  ];
  for (const { port, server } of all) await listen(server, port, note);
  const datagrams = await Promise.all(ports.udp.map((port) => listenForDatagrams(port, note)));
  const closeNames = await serveNames(nameServer, note);
  return {
    arrivals,
    close() {
      closeNames();
      for (const socket of datagrams) socket.close();
      for (const { server } of all) server.close();
      plain.closeAllConnections();
    },
  };
}

async function listen(server: Server, port: number, note: (arrival: Arrival) => void) {
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => socket.destroy());
    note({ kind: 'tcp', host: socket.localAddress ?? '', port });
  });
  server.listen(port, '0.0.0.0');
  await once(server, 'listening');
}

async function listenForDatagrams(port: number, note: (arrival: Arrival) => void) {
  const socket = createSocket('udp4');
  // Which address was meant is not told: whatever comes here has escaped.
  socket.on('message', () => note({ kind: 'udp', host: '', port }));
  socket.bind(port);
  await once(socket, 'listening');
  return socket;
}

type Note = (arrival: Arrival) => void;

function site(
  scheme: string,
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
  note: Note,
): void {
  const { method = '' } = request;
  if (method === 'CONNECT') return;
  const host = String(request.headers[':authority'] ?? request.headers.host);
  note({ kind: 'http', host: hostOf(host), method });
  request.resume();
  // Node's compatible answer of HTTP/2 has all of it that is used here.
  answer(new URL(request.url ?? '/', 'http://sink'), host, scheme, response as ServerResponse);
}

/** A WebSocket over HTTP/2. RFC 8441 */
function tunnel(stream: ServerHttp2Stream, authority: string, note: Note): void {
  note({ kind: 'websocket', host: hostOf(authority) });
  stream.on('error', () => stream.destroy());
  stream.respond({ ':status': 200 });
  stream.resume();
}

const hostOf = (authority = '') => authority.replace(/:\d+$/, '');

/** RFC 6455 §4.2.2 */
function acceptSocket(request: IncomingMessage, socket: Duplex): void {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const hash = createHash('sha1').update(key).digest('base64');
  for (const end of ['end', 'error']) socket.on(end, () => socket.destroy());
  socket.resume();
  const head = ['HTTP/1.1 101 Switching Protocols', 'upgrade: websocket', 'connection: Upgrade'];
  socket.write([...head, `sec-websocket-accept: ${hash}`, '\r\n'].join('\r\n'));
}
