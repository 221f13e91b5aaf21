import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { makeRunCertificate } from './run-certificate.ts';

/** A real site on the loopback for tests of the fence. `seen` lists what reached it, as `METHOD /path`; `/silent` is never answered. */
export type TestSite = {
  origin: string;
  /** The same without its name: `http://127.0.0.1:port`. */
  address: string;
  seen: string[];
  /** PEM to trust, for https. */
  authority: string;
  close: () => Promise<void>;
};

type Kind = 'http' | 'https' | 'h2';

/** Starts a site under `host`, a name below `localhost`. */
export async function startTestSite(kind: Kind, host: string): Promise<TestSite> {
  const { key, certificate } = makeRunCertificate([host]);
  const seen: string[] = [];
  const answer = (
    request: IncomingMessage | Http2ServerRequest,
    response: ServerResponse | Http2ServerResponse,
  ) => {
    seen.push(`${request.method} ${request.url}`);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-type', 'text/html');
    response.setHeader('alt-svc', 'h3=":443"');
    request.resume();
    if (request.url === '/silent') return;
    request.once('end', () => response.end(`<title>${host}</title><link rel=icon href=data:,>`));
  };
  const server = listenerOf(kind, { key, cert: certificate }, answer);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    seen.push(`WEBSOCKET ${request.url}`);
    for (const end of ['end', 'error']) socket.on(end, () => socket.destroy());
    socket.resume();
    socket.write(acceptance(request.headers['sec-websocket-key'] ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${kind === 'http' ? 'http' : 'https'}://${host}:${port}`,
    address: `${kind === 'http' ? 'http' : 'https'}://127.0.0.1:${port}`,
    seen,
    authority: certificate,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

type Answer = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
) => void;

function listenerOf(kind: Kind, tls: { key: string; cert: string }, answer: Answer): Server {
  if (kind === 'http') return createServer(answer);
  if (kind === 'https') return createHttps(tls, answer);
  return createSecureServer({ ...tls, allowHTTP1: true }, answer);
}

/** RFC 6455 §4.2.2 */
function acceptance(key: string): string {
  const accept = createHash('sha1')
    .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  return [
    'HTTP/1.1 101 Switching Protocols',
    'upgrade: websocket',
    'connection: Upgrade',
    `sec-websocket-accept: ${accept}`,
    '\r\n',
  ].join('\r\n');
}
