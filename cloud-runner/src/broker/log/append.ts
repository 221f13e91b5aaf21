import { createHash } from 'node:crypto';
import type { Frontier } from '@mayfly/shared/envelope/log.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';

/*
 * The same log as shared/envelope/log.ts, hashed without waiting: WebCrypto takes a turn of the thread pool for each of the
 * dozen hashes of a release. A test holds one against the other.
 */

const hashBytes = 32;

/** Hashes of 32 bytes that lie one after the other. */
export function splitHashes(packed: Uint8Array): Uint8Array[] {
  const count = packed.length / hashBytes;
  return Array.from({ length: count }, (_, n) => packed.slice(n * hashBytes, (n + 1) * hashBytes));
}

/**
 * The log with one leaf more (`leaf` is the hash of a statement's bytes), and the hashes of all whole subtrees which that
 * leaf completes, the smallest first. With these beside each leaf a proof reads a few rows, however long the log.
 */
export function appendWithNodes(
  { size, nodes }: Frontier,
  leaf: Uint8Array,
): { frontier: Frontier; completed: Uint8Array[] } {
  const rest = [...nodes];
  let top = sha256([0], leaf);
  const completed = [top];
  for (let odd = size; odd % 2 === 1; odd = (odd - 1) / 2) {
    const left = rest.pop();
    if (!left) throw new RangeError('A log has fewer subtrees than its size tells');
    top = sha256([1], left, top);
    completed.push(top);
  }
  return { frontier: { size: size + 1, nodes: [...rest, top] }, completed };
}

/** The head of a log. */
export function headOf({ size, nodes }: Frontier): LogHead {
  return { size, root: hashOver(nodes) };
}

/** One hash over whole subtrees that lie side by side, the leftmost and largest first. */
export function hashOver(subtrees: readonly Uint8Array[]): Uint8Array {
  const [last, ...larger] = subtrees.toReversed();
  if (!last) return sha256();
  return larger.reduce((top, left) => sha256([1], left, top), last);
}

function sha256(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(Uint8Array.from(part));
  return new Uint8Array(hash.digest());
}
