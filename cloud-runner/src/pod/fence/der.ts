/** The few forms of ASN.1 in DER that a certificate needs. ITU-T X.690 */
export const der = {
  sequence: (...parts: Uint8Array[]) => element(0x30, ...parts),
  set: (...parts: Uint8Array[]) => element(0x31, ...parts),
  integer: (bytes: Uint8Array) => element(0x02, bytes),
  bits: (bytes: Uint8Array) => element(0x03, Uint8Array.of(0), bytes),
  octets: (bytes: Uint8Array) => element(0x04, bytes),
  /** An object identifier from its encoded body, in hexadecimal. */
  oid: (hex: string) => element(0x06, Buffer.from(hex, 'hex')),
  text: (text: string) => element(0x0c, Buffer.from(text)),
  time: (at: number) => element(0x17, Buffer.from(utcTime(at))),
  /** Context-specific, constructed: `[n] EXPLICIT`. */
  tagged: (tag: number, ...parts: Uint8Array[]) => element(0xa0 | tag, ...parts),
  /** Context-specific, primitive: `[n] IMPLICIT`. */
  implicit: (tag: number, bytes: Uint8Array) => element(0x80 | tag, bytes),
};

/** What a constructed element holds: each inner element whole, in order. Throws a RangeError on what is cut short. */
export function elementsOf(whole: Buffer): Buffer[] {
  const inner = whole.subarray(headBytesOf(whole));
  const found: Buffer[] = [];
  for (let at = 0; at < inner.length;) {
    const rest = inner.subarray(at);
    const one = rest.subarray(0, headBytesOf(rest) + bodyBytesOf(rest));
    found.push(one);
    at += one.length;
  }
  return found;
}

function headBytesOf(bytes: Buffer): number {
  const length = bytes.readUInt8(1);
  return length < 0x80 ? 2 : 2 + (length & 0x7f);
}

function bodyBytesOf(bytes: Buffer): number {
  const head = headBytesOf(bytes);
  return head === 2 ? bytes.readUInt8(1) : bytes.readUIntBE(2, head - 2);
}

function element(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(tag, ...lengthOf(body.length)), body]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  if (length < 0x100) return [0x81, length];
  return [0x82, length >> 8, length & 0xff];
}

function utcTime(at: number): string {
  return `${new Date(at).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`;
}
