import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecureVersion, TlsOptions } from 'node:tls';
import { makeRunCertificate } from '../run-certificate.ts';

/** A certificate and its key, PEM. */
export type Identity = { key: string; cert: string };

/** A site of a certain make. `seen` lists what reached it, as `METHOD /path`, with the protocol. */
export type TestServer = {
  origin: string;
  seen: string[];
  /** Connections whose session was taken up again. */
  resumed: () => number;
  close: () => void;
};

const host = 'app.localhost';

/** A certificate with an elliptic key. */
export function ellipticIdentity(): Identity {
  const { key, certificate } = makeRunCertificate([host]);
  return { key, cert: certificate };
}

/** A certificate with an RSA key, made with openssl. */
export function rsaIdentity(): Identity {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-rsa-'));
  const at = (name: string) => join(folder, name);
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  const files = ['-keyout', at('key'), '-out', at('cert')];
  const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', ...kind, ...names, ...files], { stdio: 'ignore' });
  const identity = { key: readFileSync(at('key'), 'utf8'), cert: readFileSync(at('cert'), 'utf8') };
  rmSync(folder, { recursive: true });
  return identity;
}

/** How a site differs from the usual one. */
export type Make = TlsOptions & { version?: SecureVersion; isOld?: boolean };

/** Starts a site: `isOld` speaks HTTP/1.1 alone. */
export async function startServer(identity: Identity, make: Make = {}): Promise<TestServer> {
  const { version, isOld = false, ...options } = make;
  const versions = version ? { minVersion: version, maxVersion: version } : {};
  const seen: string[] = [];
  let resumed = 0;
  const answer = (
    request: IncomingMessage | Http2ServerRequest,
    response: ServerResponse | Http2ServerResponse,
  ) => {
    seen.push(`${request.method} ${request.url} ${request.httpVersion}`);
    if (request.httpVersion === '1.1' && request.url === '/close')
      response.setHeader('connection', 'close');
    response.setHeader('content-type', 'text/html');
    response.setHeader('set-cookie', [`sid=fresh-${seen.length}`, 'empty=']);
    request.resume();
    request.once('end', () => response.end('<title>there</title><link rel=icon href=data:,>'));
  };
  const settings = { ...options, ...identity, ...versions };
  const server: Server = isOld
    ? createServer(settings, answer)
    : createSecureServer({ ...settings, allowHTTP1: true }, answer);
  server.on('secureConnection', (socket: { isSessionReused: () => boolean }) => {
    if (socket.isSessionReused()) resumed += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://${host}:${port}`,
    seen,
    resumed: () => resumed,
    close: () => server.close(),
  };
}
