import { createHmac } from 'node:crypto';
import type { Suite } from './suites.ts';

type Hash = Suite['hash'];

/** HKDF-Expand-Label without context, at most one block of the hash. RFC 8446 §7.1 */
export function expandLabel(hash: Hash, secret: Buffer, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`);
  const info = Buffer.from([length >> 8, length & 0xff, name.length, ...name, 0, 1]);
  return createHmac(hash, secret).update(info).digest().subarray(0, length);
}

/** The secret after a KeyUpdate. RFC 8446 §7.2 */
export function nextSecret(hash: Hash, secret: Buffer): Buffer {
  return expandLabel(hash, secret, 'traffic upd', secret.length);
}

/** The bytes of keys that a master secret gives. RFC 5246 §5, §6.3 */
export function keyBlock(
  hash: Hash,
  master: Buffer,
  randoms: { client: Buffer; server: Buffer },
  length: number,
): Buffer {
  const seed = Buffer.concat([Buffer.from('key expansion'), randoms.server, randoms.client]);
  const blocks: Buffer[] = [];
  let a = seed;
  for (let got = 0; got < length; got += a.length) {
    a = createHmac(hash, master).update(a).digest();
    blocks.push(createHmac(hash, master).update(a).update(seed).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}
