import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { EnvelopeId, Subject } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from './database.ts';
import type { HeadsTable, WrapsTable } from './tables.ts';

/** The newest envelope of a subject. */
export type HeadRow = Selectable<HeadsTable>;
/** What may be released of an envelope. */
export type WrapRow = Selectable<WrapsTable>;

/** Makes an envelope the newest of its subject, and keeps what may be released of it. */
export async function setHead(
  { tx, org }: InOrg,
  head: Omit<HeadsTable, 'org'>,
  wrap: Omit<WrapsTable, 'org' | 'id' | 'subject'>,
): Promise<void> {
  const { subject, ...rest } = head;
  await tx
    .insertInto('heads')
    .values({ org, ...head })
    .onConflict((conflict) => conflict.columns(['org', 'subject']).doUpdateSet(rest))
    .execute();
  await tx
    .insertInto('wraps')
    .values({ org, id: head.id, subject, ...wrap })
    .execute();
}

/** The newest envelope of a subject, with its stub. */
export function findHead(
  { tx, org }: InOrg,
  subject: Subject,
): Promise<(HeadRow & { stub: Uint8Array }) | undefined> {
  return tx
    .selectFrom('heads')
    .innerJoin('wraps', (join) =>
      join.onRef('wraps.org', '=', 'heads.org').onRef('wraps.id', '=', 'heads.id'),
    )
    .selectAll('heads')
    .select('wraps.stub')
    .where('heads.org', '=', org)
    .where('heads.subject', '=', subject)
    .executeTakeFirst();
}

/** What may be released of an envelope, with owner and scope where it is the newest of its subject. */
export type WrapWithHead = WrapRow & {
  readonly head: Pick<HeadRow, 'owner' | 'scope'> | undefined;
};

/** What may be released of these envelopes and of the newest of these subjects. */
export async function wrapsFor(
  { tx, org }: InOrg,
  ids: readonly EnvelopeId[],
  subjects: readonly Subject[],
): Promise<WrapWithHead[]> {
  const rows = await tx
    .selectFrom('wraps')
    .leftJoin('heads', (join) =>
      join.onRef('heads.org', '=', 'wraps.org').onRef('heads.id', '=', 'wraps.id'),
    )
    .selectAll('wraps')
    .select(['heads.id as newest', 'heads.owner', 'heads.scope'])
    .where('wraps.org', '=', org)
    .where(sql<boolean>`wraps.id = any(${ids}) or heads.subject = any(${subjects})`)
    .execute();
  return rows.map(({ newest, owner, scope, ...wrap }) =>
    Object.assign(wrap, { head: newest === null ? undefined : { owner, scope } }),
  );
}

/** Destroys the broker's key to one envelope. */
export async function dropWrap({ tx, org }: InOrg, id: EnvelopeId): Promise<void> {
  await tx.deleteFrom('wraps').where('org', '=', org).where('id', '=', id).execute();
}

/** Destroys the broker's keys to every envelope of a subject: nothing of it can be released again. */
export async function dropWrapsOf({ tx, org }: InOrg, subject: Subject): Promise<void> {
  await tx.deleteFrom('wraps').where('org', '=', org).where('subject', '=', subject).execute();
}
