import type { Hash } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from './database.ts';
import type { StatementKind } from './tables.ts';

/** The hashes of the subtrees that each of these leaves completes, by the leaf's number. */
export async function leafNodes(
  { tx, org }: InOrg,
  numbers: readonly number[],
): Promise<Map<number, Uint8Array>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .selectFrom('leaves')
    .select(['n', 'nodes'])
    .where('org', '=', org)
    .where('n', 'in', [...new Set(numbers)])
    .execute();
  return new Map(rows.map(({ n, nodes }) => [n, nodes]));
}

/** The statement behind leaf number `n`, by its hash. */
export async function leafHashAt({ tx, org }: InOrg, n: number): Promise<Hash | undefined> {
  const row = await tx
    .selectFrom('leaves')
    .select('hash')
    .where('org', '=', org)
    .where('n', '=', n)
    .executeTakeFirst();
  return row?.hash;
}

/** One leaf with the statement behind it, which is absent once its record was erased. */
export type LogEntry = {
  readonly n: number;
  readonly kind: StatementKind;
  readonly hash: Hash;
  readonly bytes: Uint8Array | null;
  readonly sig: Uint8Array | null;
};

/** At most `limit` leaves from number `from` on, in order. */
export function entriesFrom({ tx, org }: InOrg, from: number, limit: number): Promise<LogEntry[]> {
  return tx
    .selectFrom('leaves')
    .leftJoin('statements', (join) =>
      join.onRef('statements.org', '=', 'leaves.org').onRef('statements.hash', '=', 'leaves.hash'),
    )
    .select(['leaves.n', 'leaves.kind', 'leaves.hash', 'statements.bytes', 'statements.sig'])
    .where('leaves.org', '=', org)
    .where('leaves.n', '>=', from)
    .orderBy('leaves.n')
    .limit(limit)
    .execute();
}
