import type { Duplex } from 'node:stream';

/** The first byte of a connection that begins with TLS; one that carries ws:// or http:// begins with a letter. */
export const tlsHandshake = 0x16;

/** Tells the first byte of a tunnel, and leaves it where it was. */
export function onFirstByte(tunnel: Duplex, take: (byte: number) => void): void {
  const chunk: unknown = tunnel.read();
  if (!Buffer.isBuffer(chunk) || chunk.length === 0) {
    tunnel.once('readable', () => onFirstByte(tunnel, take));
    return;
  }
  tunnel.unshift(chunk);
  take(chunk[0] ?? 0);
}
