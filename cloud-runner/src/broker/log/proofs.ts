import { RequestError } from '@mayfly/shared/base/errors.ts';
import { leafNodes } from '../store/leaves.ts';
import { hashOver, splitHashes } from './append.ts';
import { subtreesOf } from './spans.ts';
import type { InOrg } from '../store/database.ts';
import type { Span } from './spans.ts';

/**
 * The hashes over spans of leaves, in their order; each span starts at a multiple of a power of two not below its length's.
 * Reads one row for each whole subtree. Throws `bad-request` for leaves that there are not.
 */
export async function hashesOver(at: InOrg, spans: readonly Span[]): Promise<Uint8Array[]> {
  const parts = spans.map(subtreesOf);
  const rows = await leafNodes(
    at,
    parts.flat().map(({ last }) => last),
  );
  const nodeOf = (last: number, level: number): Uint8Array => {
    const node = splitHashes(rows.get(last) ?? new Uint8Array())[level];
    if (!node) throw new RequestError('bad-request');
    return node;
  };
  return parts.map((part) => hashOver(part.map(({ last, level }) => nodeOf(last, level))));
}

/** The root over the first `size` leaves. Throws `bad-request` for leaves that there are not. */
export async function rootAt(at: InOrg, size: number): Promise<Uint8Array> {
  const [root] = await hashesOver(at, [{ from: 0, to: size }]);
  return root ?? hashOver([]);
}
