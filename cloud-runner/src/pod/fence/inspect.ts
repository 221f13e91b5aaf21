import { createServer, type Server } from 'node:http';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import { headerBytesAtMost } from './exchange.ts';
import type { Eye, Sight } from './eye.ts';
import { onFirstByte, tlsHandshake } from './first-byte.ts';
import { makeRunCertificate, type RunCertificate } from './run-certificate.ts';

const windowBytes = 8 * 2 ** 20;

/** The eye that ends TLS, with a key made for this run that only this browser trusts. */
export function inspectEye(sight: Sight): Eye {
  const certificate = makeRunCertificate();
  const secure = secureServer(certificate, sight);
  const plain = plainServer(sight);
  return {
    name: 'inspect',
    equip: async () => [`--ignore-certificate-errors-spki-list=${certificate.spkiHash}`],
    watch: (tunnel) =>
      onFirstByte(tunnel, (byte) =>
        // A tunnel also carries ws:// and http://, which start with no TLS.
        (byte === tlsHandshake ? secure : plain).emit('connection', tunnel),
      ),
    close() {
      secure.close();
      plain.close();
    },
  };
}

function secureServer({ key, certificate }: RunCertificate, sight: Sight): Http2SecureServer {
  const server = createSecureServer({
    key,
    cert: certificate,
    allowHTTP1: true,
    maxHeaderListPairs: 1_000,
    settings: { initialWindowSize: windowBytes, maxConcurrentStreams: 256 },
  });
  server.on('request', (request, response) => sight.onRequest('https:', request, response));
  server.on('upgrade', (request, socket, head) => sight.onUpgrade('https:', request, socket, head));
  server.on('session', (session) => {
    session.on('error', () => session.destroy());
    session.setLocalWindowSize(2 * windowBytes);
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  server.setTimeout(0);
  return server;
}

/** A server for plain HTTP that never listens: tunnels are handed to it. */
export function plainServer(sight: Sight): Server {
  const server = createServer({
    keepAliveTimeout: 60_000,
    requestTimeout: 0,
    maxHeaderSize: headerBytesAtMost,
  });
  server.on('request', (request, response) => sight.onRequest('http:', request, response));
  server.on('upgrade', (request, socket, head) => sight.onUpgrade('http:', request, socket, head));
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;
}
