import { sql } from 'kysely';
import type { Insertable } from 'kysely';
import { insertFeed, lastOf } from './feed.ts';
import type { InOrg } from './database.ts';
import type { FeedTable, LeavesTable, StatementsTable } from './tables.ts';

/** What one change adds to the ledger: statements with their leaves, where the log is then, and what the service is told. */
export type Entries = {
  readonly statements: readonly Omit<StatementsTable, 'org'>[];
  readonly leaves: readonly Omit<LeavesTable, 'org'>[];
  readonly log: { readonly size: number; readonly frontier: Uint8Array };
  readonly feed: readonly Insertable<FeedTable>[];
};

/** Adds to the ledger, all by one query. The last thing of a transaction, as is {@link insertFeed}, with the same answer. */
export async function insertEntries(
  { tx, org }: InOrg,
  entries: Entries,
): Promise<number | undefined> {
  const { statements, leaves, log, feed } = entries;
  if (statements.length === 0) return insertFeed(tx, feed);
  const added = tx
    .with('kept', (query) =>
      query.insertInto('statements').values(statements.map((row) => ({ org, ...row }))),
    )
    .with('counted', (query) =>
      query.insertInto('leaves').values(leaves.map((row) => ({ org, ...row }))),
    )
    .with('moved', (query) =>
      query
        .updateTable('orgs')
        .set({ log_size: log.size, log_frontier: log.frontier })
        .where('org', '=', org),
    );
  if (feed.length > 0)
    return lastOf(await added.insertInto('feed').values(feed).returning('n').execute());
  await added.selectNoFrom(sql`1`.as('done')).execute();
  return undefined;
}
