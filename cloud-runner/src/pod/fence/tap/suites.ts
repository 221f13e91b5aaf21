/** How records are protected under one cipher suite. */
export type Suite = {
  cipher: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305' | 'aes-128-cbc' | 'aes-256-cbc';
  keyBytes: 16 | 32;
  hash: 'sha256' | 'sha384';
};

const aes128: Suite = { cipher: 'aes-128-gcm', keyBytes: 16, hash: 'sha256' };
const aes256: Suite = { cipher: 'aes-256-gcm', keyBytes: 32, hash: 'sha384' };
const chacha: Suite = { cipher: 'chacha20-poly1305', keyBytes: 32, hash: 'sha256' };
const cbc128: Suite = { cipher: 'aes-128-cbc', keyBytes: 16, hash: 'sha256' };
const cbc256: Suite = { cipher: 'aes-256-cbc', keyBytes: 32, hash: 'sha256' };

/** RFC 8446 §B.4 */
export const suitesOfTls13: ReadonlyMap<number, Suite> = new Map([
  [0x1301, aes128],
  [0x1302, aes256],
  [0x1303, chacha],
]);

/** Those that Chromium offers for TLS 1.2; with CBC, MAC (SHA-1) before encryption. RFC 5246, 5289, 7905 */
export const suitesOfTls12: ReadonlyMap<number, Suite> = new Map([
  ...[0xc02b, 0xc02f, 0x009c].map((code) => [code, aes128] as const),
  ...[0xc02c, 0xc030, 0x009d].map((code) => [code, aes256] as const),
  ...[0xcca8, 0xcca9].map((code) => [code, chacha] as const),
  ...[0xc009, 0xc013, 0x002f].map((code) => [code, cbc128] as const),
  ...[0xc00a, 0xc014, 0x0035].map((code) => [code, cbc256] as const),
]);
