import { concat, sameBytes } from '../base/bytes.ts';
import { SealError } from '../base/errors.ts';
import type { LogHead } from './statement/log-head.ts';

/*
 * The tamper-evident log of an organization: RFC 6962 §2.1 with SHA-256 by WebCrypto. Leaf data are the hashes of
 * statements, 32 bytes each. Roots, nodes and proofs are bytes.
 */

/** The complete subtrees of a log, largest first: all that is needed to append. */
export type Frontier = { readonly size: number; readonly nodes: readonly Uint8Array[] };

/** A log without leaves. */
export const emptyFrontier: Frontier = { size: 0, nodes: [] };

/** The frontier after one more leaf; `leaf` is the hash of a statement's bytes. */
export async function appendLeaf(frontier: Frontier, leaf: Uint8Array): Promise<Frontier> {
  const nodes = [...frontier.nodes];
  let node = await leafHash(leaf);
  for (let size = frontier.size; size % 2 === 1; size = (size - 1) / 2) {
    node = await nodeHash(nodes.pop() as Uint8Array, node);
  }
  return { size: frontier.size + 1, nodes: [...nodes, node] };
}

/** The head of a frontier. */
export async function headOfFrontier({ size, nodes }: Frontier): Promise<LogHead> {
  const [last, ...larger] = nodes.toReversed();
  if (!last) return { size: 0, root: await sha256(new Uint8Array()) };
  let root = last;
  for (const node of larger) root = await nodeHash(node, root);
  return { size, root };
}

/** The head over `leaves`. */
export async function logHeadOf(leaves: readonly Uint8Array[]): Promise<LogHead> {
  if (leaves.length === 0) return headOfFrontier(emptyFrontier);
  return { size: leaves.length, root: await rootOf(leaves) };
}

/** The proof that leaf number `index` is in the log over `leaves`: the nodes beside its path, lowest first. */
export async function proveInclusion(
  leaves: readonly Uint8Array[],
  index: number,
): Promise<Uint8Array[]> {
  if (index < 0 || index >= leaves.length) throw new RangeError('No such leaf');
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...(await proveInclusion(left, index)), await rootOf(right)]
    : [...(await proveInclusion(right, index - split)), await rootOf(left)];
}

/** The proof that the log over the first `size` leaves is a beginning of the log over all. */
export async function proveConsistency(
  leaves: readonly Uint8Array[],
  size: number,
): Promise<Uint8Array[]> {
  if (size < 0 || size > leaves.length) throw new RangeError('No such head');
  return size === 0 ? [] : beginning(leaves, size, true);
}

/** Throws `history-forked` unless the leaf is number `index` of the log with this head. */
export async function checkInclusion(
  head: LogHead,
  { leaf, index, proof }: { leaf: Uint8Array; index: number; proof: readonly Uint8Array[] },
): Promise<void> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= head.size) forked();
  const rest = [...proof];
  let [node, at, last] = [await leafHash(leaf), index, head.size - 1];
  for (; last > 0; at = Math.floor(at / 2), last = Math.floor(last / 2)) {
    if (at % 2 === 1) node = await nodeHash(rest.shift() ?? forked(), node);
    else if (at < last) node = await nodeHash(node, rest.shift() ?? forked());
  }
  if (rest.length > 0 || !sameBytes(node, head.root)) forked();
}

/** Throws `history-forked` unless `older` is a beginning of `newer`. A log of no leaves is a beginning of any. */
export async function checkConsistency(
  older: LogHead,
  newer: LogHead,
  proof: readonly Uint8Array[],
): Promise<void> {
  if (older.size > newer.size) forked();
  if (older.size === 0 || older.size === newer.size) {
    const same = older.size === 0 || sameBytes(older.root, newer.root);
    if (proof.length > 0 || !same) forked();
    return;
  }
  const rest = [...proof];
  let [at, last] = [older.size - 1, newer.size - 1];
  for (; at % 2 === 1; at = (at - 1) / 2) last = Math.floor(last / 2);
  const start = at === 0 ? older.root : (rest.shift() ?? forked());
  let [before, after] = [start, start];
  for (; last > 0; at = Math.floor(at / 2), last = Math.floor(last / 2)) {
    if (at % 2 === 1) {
      const beside = rest.shift() ?? forked();
      before = await nodeHash(beside, before);
      after = await nodeHash(beside, after);
    } else if (at < last) after = await nodeHash(after, rest.shift() ?? forked());
  }
  if (rest.length > 0 || !sameBytes(before, older.root) || !sameBytes(after, newer.root)) forked();
}

async function beginning(
  leaves: readonly Uint8Array[],
  size: number,
  whole: boolean,
): Promise<Uint8Array[]> {
  if (size === leaves.length) return whole ? [] : [await rootOf(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return size <= split
    ? [...(await beginning(left, size, whole)), await rootOf(right)]
    : [...(await beginning(right, size - split, false)), await rootOf(left)];
}

async function rootOf(leaves: readonly Uint8Array[]): Promise<Uint8Array> {
  const [first] = leaves;
  if (first && leaves.length === 1) return leafHash(first);
  const split = splitOf(leaves.length);
  return nodeHash(await rootOf(leaves.slice(0, split)), await rootOf(leaves.slice(split)));
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

/** The hash of a leaf: the hash of a statement's bytes, told apart from a node's. */
export function leafHash(leaf: Uint8Array): Promise<Uint8Array> {
  return sha256(concat(Uint8Array.of(0), leaf));
}

/** The hash of the subtree over two neighbours. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  return sha256(concat(Uint8Array.of(1), left, right));
}

async function sha256(data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(data)));
}

function forked(): never {
  throw new SealError('history-forked');
}
