import type { LinkHash } from '@mayfly/shared/base/ids.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { InOrg } from './database.ts';

/** Appends a link, and the receipt that is given for it. Its statement is kept by the log. */
export async function insertLink(
  { tx, org }: InOrg,
  link: { readonly seq: number; readonly hash: LinkHash; readonly at: number },
  receipt: Signed,
): Promise<void> {
  await tx
    .insertInto('links')
    .values({ org, ...link })
    .execute();
  await tx
    .insertInto('receipts')
    .values({ org, seq: link.seq, ...receipt })
    .execute();
}

/** At most `limit` links after number `after`, in order. */
export function linksAfter({ tx, org }: InOrg, after: number, limit: number): Promise<Signed[]> {
  return tx
    .selectFrom('links')
    .innerJoin('statements', (join) =>
      join.onRef('statements.org', '=', 'links.org').onRef('statements.hash', '=', 'links.hash'),
    )
    .select(['statements.bytes', 'statements.sig'])
    .where('links.org', '=', org)
    .where('links.seq', '>', after)
    .orderBy('links.seq')
    .limit(limit)
    .execute();
}

/** Whether link number `seq` is the one of this hash. */
export async function isOnChain({ tx, org }: InOrg, seq: number, hash: LinkHash): Promise<boolean> {
  const row = await tx
    .selectFrom('links')
    .select('hash')
    .where('org', '=', org)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.hash === hash;
}
