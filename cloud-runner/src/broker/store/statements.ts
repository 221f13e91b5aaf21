import { isId32 } from '@mayfly/shared/base/ids.ts';
import { inOrg } from './database.ts';
import type { Hash, OrgId, RunId } from '@mayfly/shared/base/ids.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Database, InOrg } from './database.ts';
import type { StatementKind } from './tables.ts';

/** The statement of this hash. */
export function findStatement({ tx, org }: InOrg, hash: Hash): Promise<Signed | undefined> {
  return tx
    .selectFrom('statements')
    .select(['bytes', 'sig'])
    .where('org', '=', org)
    .where('hash', '=', hash)
    .executeTakeFirst();
}

/** A statement about a run. */
export type AboutRun = { readonly kind: StatementKind; readonly attempt: number | null } & Signed;

/** All statements about a run, by attempt. */
export function statementsOfRun({ tx, org }: InOrg, run: RunId): Promise<AboutRun[]> {
  return tx
    .selectFrom('statements')
    .select(['kind', 'attempt', 'bytes', 'sig'])
    .where('org', '=', org)
    .where('run', '=', run)
    .orderBy('attempt')
    .execute();
}

/** The statements behind references of several organizations, each read as its own; what is no hash has none. */
export async function statementsByHash(
  database: Database,
  refs: readonly { readonly org: OrgId; readonly ref: string }[],
): Promise<Map<string, Signed>> {
  const found = new Map<string, Signed>();
  for (const [org, own] of Map.groupBy(refs, (each) => each.org)) {
    const hashes = own.map(({ ref }) => ref).filter((ref): ref is Hash => isId32(ref));
    if (hashes.length === 0) continue;
    const rows = await inOrg(database, org, ({ tx }) =>
      tx
        .selectFrom('statements')
        .select(['hash', 'bytes', 'sig'])
        .where('org', '=', org)
        .where('hash', 'in', hashes)
        .execute(),
    );
    for (const { hash, bytes, sig } of rows) found.set(hash, { bytes, sig });
  }
  return found;
}
