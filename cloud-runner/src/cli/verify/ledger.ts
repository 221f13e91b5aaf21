import { idBytes, toBase64url } from '@mayfly/shared/base/ids.ts';
import { concat, sameBytes } from '@mayfly/shared/base/bytes.ts';
import { appendLeaf, emptyFrontier, headOfFrontier } from '@mayfly/shared/envelope/log.ts';
import { hashOfStatement } from '@mayfly/shared/envelope/statement.ts';
import type { Hash, OrgId } from '@mayfly/shared/base/ids.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Reader } from '../database.ts';

/** A statement as the broker keeps it. */
export type Kept = Signed & {
  readonly hash: Hash;
  readonly kind: string;
  readonly run: string | null;
  readonly attempt: number | null;
};

/** All that the broker keeps of one organization, with the roots of its log as they follow from the leaves. */
export type Ledger = {
  readonly org: OrgId;
  readonly statements: readonly Kept[];
  readonly receipts: readonly Signed[];
  readonly leaves: readonly { readonly n: number; readonly hash: Hash; readonly kind: string }[];
  /** Root over the first so many leaves, base64url. */
  readonly roots: readonly string[];
  /** What the broker's own row says of its log. */
  readonly stored: { readonly size: number; readonly frontier: Uint8Array };
  readonly frontier: Uint8Array;
};

/** The organizations that the broker ever told anything of. */
export async function organizationsOf(broker: Reader): Promise<OrgId[]> {
  const rows = await broker.rows<{ org: OrgId }>('select distinct org from feed order by org');
  return rows.map(({ org }) => org);
}

/** Reads an organization's ledger, and computes its log anew. */
export async function readLedger(broker: Reader, org: OrgId): Promise<Ledger> {
  const own = <T>(text: string) => broker.rowsOf<T>(org, text);
  const leaves = await own<Ledger['leaves'][number]>('select n, hash, kind from leaves order by n');
  const statements = await own<Kept>('select hash, kind, run, attempt, bytes, sig from statements');
  const receipts = await own<Signed>('select bytes, sig from receipts order by seq');
  const [stored = { size: 0, frontier: new Uint8Array() }] = await own<Ledger['stored']>(
    'select log_size as size, log_frontier as frontier from orgs',
  );
  let frontier = emptyFrontier;
  const roots = [toBase64url((await headOfFrontier(frontier)).root)];
  for (const { hash } of leaves) {
    frontier = await appendLeaf(frontier, idBytes(hash));
    roots.push(toBase64url((await headOfFrontier(frontier)).root));
  }
  return { org, statements, receipts, leaves, roots, stored, frontier: concat(...frontier.nodes) };
}

/** What is wrong with the log itself: its leaves, its row, and whether each statement is what its leaf says. */
export function faultsOfLog(ledger: Ledger): string[] {
  const { leaves, stored, frontier, statements } = ledger;
  const faults: string[] = [];
  leaves.forEach(({ n }, index) => {
    if (n !== index) faults.push(`leaf ${index} is missing`);
  });
  const isStored = stored.size === leaves.length && sameBytes(stored.frontier, frontier);
  if (!isStored) faults.push(`the leaves do not give the log of ${stored.size} that is kept`);
  const known = new Map(leaves.map((leaf) => [leaf.hash, leaf.kind]));
  for (const statement of statements) {
    const { hash, kind } = statement;
    if (hashOfStatement(statement) !== hash) faults.push(`${kind} ${hash} was changed`);
    if (known.get(hash) !== kind) faults.push(`${kind} ${hash} is in no leaf`);
  }
  return faults;
}
