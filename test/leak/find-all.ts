/** Looks for many patterns at once; answers which of them a content holds. Patterns have 3 bytes or more. */
export function findAll(patterns: readonly Buffer[]): (content: Buffer) => ReadonlySet<number> {
  const begins = new Uint8Array(1 << 24);
  const candidates = new Map<number, number[]>();
  for (const [at, pattern] of patterns.entries()) {
    const key = pattern.readUIntBE(0, 3);
    begins[key] = 1;
    candidates.set(key, [...(candidates.get(key) ?? []), at]);
  }
  return (content) => {
    const found = new Set<number>();
    let key = 0;
    for (let end = 0; end < content.length; end += 1) {
      key = ((key << 8) | content[end]!) & 0xff_ff_ff;
      if (begins[key] === 0 || end < 2) continue;
      for (const at of candidates.get(key) ?? []) {
        const pattern = patterns[at]!;
        const start = end - 2;
        const isIt = pattern.equals(content.subarray(start, start + pattern.length));
        if (isIt) found.add(at);
      }
    }
    return found;
  };
}

const [tab, newLine, carriage, space, equals, backslash] = [9, 10, 13, 32, 61, 92];
const [letterN, letterR] = [110, 114];

/**
 * The same as if nothing had been split over lines: without breaks, the soft ones of quoted-printable, those that JSON escapes,
 * and what indents the next line. Bytes stay bytes.
 */
export function withoutBreaks(content: Buffer): Buffer {
  const joined = Buffer.allocUnsafe(content.length);
  let length = 0;
  let isAfterBreak = false;
  for (let at = 0; at < content.length; at += 1) {
    const byte = content[at]!;
    const next = content[at + 1];
    const isBreak = byte === newLine || byte === carriage;
    const isSoft = byte === equals && (next === newLine || next === carriage);
    const isEscaped = byte === backslash && (next === letterN || next === letterR);
    if (isEscaped) at += 1;
    if (isBreak || isSoft || isEscaped) {
      isAfterBreak = true;
      continue;
    }
    if (isAfterBreak && (byte === space || byte === tab)) continue;
    isAfterBreak = false;
    joined[length] = byte;
    length += 1;
  }
  return joined.subarray(0, length);
}
