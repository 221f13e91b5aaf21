/** The leaves from number `from` up to, not including, `to`. */
export type Span = { readonly from: number; readonly to: number };

/** A whole subtree of 2^`level` leaves that ends with leaf number `last`. */
export type Subtree = { readonly last: number; readonly level: number };

/** The largest power of two below `size`, which is at least 2. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

/** The spans whose hashes prove that leaf number `leaf` is in the tree of `size` leaves (RFC 6962 §2.1.1), in order. */
export function inclusionSpans(leaf: number, size: number, at = 0): Span[] {
  if (size === 1) return [];
  const split = splitOf(size);
  if (leaf < split)
    return [...inclusionSpans(leaf, split, at), { from: at + split, to: at + size }];
  return [...inclusionSpans(leaf - split, size - split, at + split), { from: at, to: at + split }];
}

/** The spans whose hashes prove that the tree of `size` leaves goes on from that of `older` (RFC 6962 §2.1.2), in order. */
export function consistencySpans(older: number, size: number): Span[] {
  if (older === 0 || older === size) return [];
  return within(older, size, 0, true);
}

function within(older: number, size: number, at: number, known: boolean): Span[] {
  if (older === size) return known ? [] : [{ from: at, to: at + size }];
  const split = splitOf(size);
  if (older <= split)
    return [...within(older, split, at, known), { from: at + split, to: at + size }];
  return [...within(older - split, size - split, at + split, false), { from: at, to: at + split }];
}

/** The whole subtrees that make up a span, the leftmost and largest first. A span starts at a multiple of a power of two. */
export function subtreesOf({ from, to }: Span): Subtree[] {
  if (from >= to) return [];
  const level = Math.floor(Math.log2(to - from));
  const end = from + 2 ** level;
  return [{ last: end - 1, level }, ...subtreesOf({ from: end, to })];
}
