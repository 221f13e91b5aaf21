import { unreadable } from './unreadable.ts';

/** Bits of the code of each byte; the code is canonical, so that lengths tell it whole. RFC 7541 appendix B */
// prettier-ignore
const lengths = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
  6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
  13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
  15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
  20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
  22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
  26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
  20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
];

/** Each node is two steps: a further node, or the byte that is reached, as `-1 - byte`. 0 leads nowhere. */
const tree = treeOf(lengths);

/** Decodes a string. Throws Refusal connection-unreadable. RFC 7541 §5.2 */
export function fromHuffman(bytes: Buffer): Buffer {
  const decoded: number[] = [];
  let node = 0;
  let bits = 0;
  let ones = 0;
  for (const byte of bytes) {
    for (let mask = 0x80; mask > 0; mask >>= 1) {
      const bit = byte & mask ? 1 : 0;
      const step = tree[2 * node + bit] ?? 0;
      if (step === 0) throw unreadable('a code that does not exist');
      bits += 1;
      ones = bit ? ones + 1 : 0;
      node = step;
      if (step > 0) continue;
      decoded.push(-1 - step);
      node = bits = ones = 0;
    }
  }
  // What is left over is a beginning of the end's code, which is all ones.
  if (bits > 7 || ones < bits) throw unreadable('padding that is none');
  return Buffer.from(decoded);
}

function treeOf(bitsOf: readonly number[]): Int32Array {
  const nodes = new Int32Array(2 * 512);
  let made = 1;
  let code = 0;
  let last = 0;
  const order = bitsOf.map((bits, byte) => ({ bits, byte }));
  for (const { bits, byte } of order.toSorted((a, b) => a.bits - b.bits || a.byte - b.byte)) {
    code <<= bits - last;
    last = bits;
    let node = 0;
    for (let at = bits - 1; at > 0; at--) {
      const step = 2 * node + ((code >>> at) & 1);
      nodes[step] ||= made++;
      node = nodes[step] ?? 0;
    }
    nodes[2 * node + (code & 1)] = -1 - byte;
    code += 1;
  }
  return nodes;
}
