import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { once } from 'node:events';
import { Refusal } from './refusal.ts';
import { bareHost, type Resolve } from './resolve.ts';
import type { Trust } from './trust.ts';
import { tunnelThrough } from './upstream-proxy.ts';

/** The way to the sites: every connection of the fence is made here. */
export type Dialer = {
  resolve: Resolve;
  trust: Trust;
  /** Where the company's proxy listens, for all but `direct` origins. */
  upstreamProxy?: URL | undefined;
  direct: ReadonlySet<string>;
  /** TLS sessions by origin, so that a second connection is quicker. */
  sessions: Map<string, Buffer>;
};

/** Milliseconds in which a site has to accept a connection and show its certificate. */
const dialTimeoutMs = 15_000;

/**
 * Opens a connection to a site at an address that was checked, and verifies the site's certificate on https.
 * Throws Refusal: name-not-found, address-not-public, site-unreachable, certificate-invalid.
 */
export async function dial(dialer: Dialer, url: URL, protocols: string[]): Promise<Socket> {
  const signal = AbortSignal.timeout(dialTimeoutMs);
  const plain = await reach(dialer, url, signal);
  if (url.protocol === 'http:') return plain;
  return secure(dialer, plain, url, protocols, signal);
}

/** Opens a connection to a site at an address that was checked. Throws Refusal, as `dial` does. */
export async function reach(
  dialer: Dialer,
  url: URL,
  signal = AbortSignal.timeout(dialTimeoutMs),
): Promise<Socket> {
  const { upstreamProxy, direct, resolve } = dialer;
  if (upstreamProxy && !direct.has(url.origin)) {
    await refusePrivate(resolve, url);
    return tunnelThrough(upstreamProxy, bareHost(url), portOf(url), signal);
  }
  return connectTo(await resolve(url), portOf(url), signal);
}

/** Sees whether a site may be dialled at all. Throws Refusal name-not-found, address-not-public. */
export async function look({ upstreamProxy, direct, resolve }: Dialer, url: URL): Promise<void> {
  if (upstreamProxy && !direct.has(url.origin)) await refusePrivate(resolve, url);
  else await resolve(url);
}

/** Behind a company's proxy names may be known to the proxy alone: then it is the proxy that resolves them. */
async function refusePrivate(resolve: Resolve, url: URL): Promise<void> {
  try {
    await resolve(url);
  } catch (error) {
    if (error instanceof Refusal && error.reason === 'name-not-found') return;
    throw error;
  }
}

/** Connects to the first of these addresses that accepts. No name is resolved here. Throws Refusal site-unreachable. */
export async function connectTo(
  addresses: readonly string[],
  port: number,
  signal: AbortSignal,
): Promise<Socket> {
  const socket = connect({ host: 'checked', port, noDelay: true, lookup: answering(addresses) });
  await settled(socket, 'connect', signal, 'site-unreachable');
  return socket;
}

/** The port of an address, also where it is left out. */
export function portOf(url: URL): number {
  if (url.port) return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function answering(addresses: readonly string[]): LookupFunction {
  const answers = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, { all }, answer) => {
    if (all) return answer(null, answers);
    return answer(null, answers[0]?.address ?? '', answers[0]?.family);
  };
}

async function secure(
  { trust, sessions }: Dialer,
  socket: Socket,
  url: URL,
  protocols: string[],
  signal: AbortSignal,
): Promise<TLSSocket> {
  const host = bareHost(url);
  const session = sessions.get(url.origin);
  const tls = connectTls({
    socket,
    host,
    ...(isIP(host) ? {} : { servername: host }),
    ALPNProtocols: protocols,
    secureContext: trust(),
    ...(session ? { session } : {}),
  });
  tls.on('session', (ticket) => sessions.set(url.origin, ticket));
  await settled(tls, 'secureConnect', signal, 'certificate-invalid');
  return tls;
}

/** Waits until a socket is ready. From then on an error only closes it: whoever uses it sees the end. */
async function settled(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
  reason: 'site-unreachable' | 'certificate-invalid',
): Promise<void> {
  try {
    await once(socket, event, { signal });
  } catch (cause) {
    socket.destroy();
    throw new Refusal(signal.aborted || isCut(cause) ? 'site-unreachable' : reason, { cause });
  }
  socket.on('error', () => socket.destroy());
}

function isCut(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'ETIMEDOUT';
}
