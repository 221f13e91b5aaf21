import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { request as requestTls } from 'node:https';
import type { Socket } from 'node:net';
import { Refusal } from './refusal.ts';

/**
 * A tunnel to `host:port` through the company's proxy (CONNECT; user and password of its address are sent as basic
 * credentials). Throws Refusal site-unreachable.
 */
export async function tunnelThrough(
  proxy: URL,
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<Socket> {
  const authority = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const open = (proxy.protocol === 'https:' ? requestTls : request)({
    host: proxy.hostname,
    port: proxy.port,
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...credentialsOf(proxy) },
    signal,
    agent: false,
  });
  open.end();
  try {
    const [response, socket] = (await once(open, 'connect')) as [IncomingMessage, Socket];
    if (response.statusCode === 200) return socket;
    socket.destroy();
    throw new Error(`the proxy answered ${response.statusCode}`);
  } catch (cause) {
    throw new Refusal('site-unreachable', { cause });
  }
}

function credentialsOf({ username, password }: URL): { 'proxy-authorization'?: string } {
  if (!username) return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
