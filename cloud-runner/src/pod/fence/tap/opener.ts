import { createDecipheriv, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { TlsRecord } from './records.ts';
import { expandLabel, keyBlock } from './key-schedule.ts';
import type { Suite } from './suites.ts';
import { unreadable } from './unreadable.ts';

/** What a protected record held. */
export type Opened = { type: number; content: Buffer };

/** Opens the records of one direction, in their order. Throws Refusal connection-unreadable. */
export type Opener = (record: TlsRecord) => Opened;

const tagBytes = 16;
const macBytes = 20;

/** For TLS 1.3, from a traffic secret. RFC 8446 §5.2, §7.3 */
export function openerOfTls13({ cipher, keyBytes, hash }: Suite, secret: Buffer): Opener {
  const key = createSecretKey(expandLabel(hash, secret, 'key', keyBytes));
  const iv = expandLabel(hash, secret, 'iv', 12);
  const count = counter();
  return ({ body, bytes }) => {
    const plain = openAead(cipher, key, xored(iv, count()), bytes.subarray(0, 5), body);
    let end = plain.length - 1;
    while (end >= 0 && plain[end] === 0) end -= 1;
    return { type: plain[end] ?? 0, content: plain.subarray(0, Math.max(end, 0)) };
  };
}

type Master = { master: Buffer; randoms: { client: Buffer; server: Buffer } };

/** For TLS 1.2, from the master secret. RFC 5246 §6.2.3, RFC 5288, RFC 7905 */
export function openerOfTls12(suite: Suite, by: 'client' | 'server', given: Master): Opener {
  const { cipher, keyBytes, hash } = suite;
  const isCbc = cipher.endsWith('cbc');
  const mac = isCbc ? macBytes : 0;
  const fixedIv = isCbc ? 0 : cipher === 'chacha20-poly1305' ? 12 : 4;
  const sizes = [mac, keyBytes, fixedIv] as const;
  const block = keyBlock(hash, given.master, given.randoms, 2 * (mac + keyBytes + fixedIv));
  const [macKey, keyBytesOfSide, iv] = partsOf(block, sizes, by === 'client' ? 0 : 1);
  const key = createSecretKey(keyBytesOfSide);
  const count = counter();
  if (isCbc) return (record) => openCbc(cipher, key, macKey, count(), record);
  return ({ type, body, bytes }) => {
    const number = count();
    const explicit = fixedIv === 12 ? 0 : 8;
    const nonce = explicit ? Buffer.concat([iv, body.subarray(0, 8)]) : xored(iv, number);
    const sealed = body.subarray(explicit);
    const aad = authenticated(number, bytes, sealed.length - tagBytes);
    return { type, content: openAead(cipher, key, nonce, aad, sealed) };
  };
}

function partsOf(block: Buffer, sizes: readonly [number, number, number], side: 0 | 1) {
  const [mac, key, iv] = sizes;
  const at = [side * mac, 2 * mac + side * key, 2 * (mac + key) + side * iv] as const;
  return [
    block.subarray(at[0], at[0] + mac),
    block.subarray(at[1], at[1] + key),
    block.subarray(at[2], at[2] + iv),
  ] as const;
}

function openAead(
  cipher: Suite['cipher'],
  key: KeyObject,
  nonce: Buffer,
  aad: Buffer,
  sealed: Buffer,
): Buffer {
  if (sealed.length < tagBytes) throw unreadable('a record is too short');
  const plaintextLength = sealed.length - tagBytes;
  // One cast: Node types each AEAD apart, and all of them take these.
  const open = createDecipheriv(cipher as 'aes-128-gcm', key, nonce, { authTagLength: tagBytes });
  open.setAAD(aad, { plaintextLength });
  open.setAuthTag(sealed.subarray(plaintextLength));
  try {
    const plain = open.update(sealed.subarray(0, plaintextLength));
    // Of an AEAD it gives nothing more, and says whether it was whole.
    open.final();
    return plain;
  } catch {
    throw unreadable('a record that these keys do not open');
  }
}

function openCbc(
  cipher: Suite['cipher'],
  key: KeyObject,
  macKey: Buffer,
  number: Buffer,
  { type, body, bytes }: TlsRecord,
): Opened {
  if (body.length < 48 || body.length % 16 !== 0) throw unreadable('a record is too short');
  const open = createDecipheriv(cipher, key, body.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([open.update(body.subarray(16)), open.final()]);
  const end = plain.length - 1 - (plain.at(-1) ?? 0) - macBytes;
  if (end < 0) throw unreadable('a record that these keys do not open');
  const content = plain.subarray(0, end);
  const expected = createHmac('sha1', macKey)
    .update(authenticated(number, bytes, end))
    .update(content)
    .digest();
  if (!timingSafeEqual(expected, plain.subarray(end, end + macBytes)))
    throw unreadable('a record that these keys do not open');
  return { type, content };
}

/** Number, type, version and length of a record, which TLS 1.2 authenticates with it. */
function authenticated(number: Buffer, bytes: Buffer, length: number): Buffer {
  return Buffer.concat([number, bytes.subarray(0, 3), Buffer.from([length >> 8, length & 0xff])]);
}

function counter(): () => Buffer {
  let next = 0;
  return () => {
    const number = Buffer.alloc(8);
    number.writeUInt32BE(Math.floor(next / 2 ** 32), 0);
    number.writeUInt32BE(next >>> 0, 4);
    next += 1;
    return number;
  };
}

function xored(iv: Buffer, number: Buffer): Buffer {
  const nonce = Buffer.from(iv);
  for (let index = 0; index < number.length; index++) nonce[4 + index]! ^= number[index]!;
  return nonce;
}
