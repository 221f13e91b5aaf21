import { headOfFrontier, leafHash, nodeHash } from '@mayfly/shared/envelope/log.ts';
import type { Frontier } from '@mayfly/shared/envelope/log.ts';

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
export async function appendWithNodes(
  { size, nodes }: Frontier,
  leaf: Uint8Array,
): Promise<{ frontier: Frontier; completed: Uint8Array[] }> {
  const rest = [...nodes];
  let top = await leafHash(leaf);
  const completed = [top];
  for (let odd = size; odd % 2 === 1; odd = (odd - 1) / 2) {
    const left = rest.pop();
    if (!left) throw new RangeError('A log has fewer subtrees than its size tells');
    top = await nodeHash(left, top);
    completed.push(top);
  }
  return { frontier: { size: size + 1, nodes: [...rest, top] }, completed };
}

/** One hash over whole subtrees that lie side by side, the leftmost and largest first. */
export async function hashOver(subtrees: readonly Uint8Array[]): Promise<Uint8Array> {
  return (await headOfFrontier({ size: subtrees.length, nodes: subtrees })).root;
}
