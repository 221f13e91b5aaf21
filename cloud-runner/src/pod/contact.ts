import { connect } from 'node:net';

/** Whether somebody accepts a connection at `host:port` within `timeoutMs`. */
export function accepts(target: string, timeoutMs: number): Promise<boolean> {
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(target) ?? [];
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port: Number(port), timeout: timeoutMs });
  socket.once('connect', () => resolve(true));
  for (const end of ['error', 'timeout'] as const) socket.once(end, () => resolve(false));
  return promise.finally(() => socket.destroy());
}

/** `host:port` of a URL. */
export function authorityOf(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
