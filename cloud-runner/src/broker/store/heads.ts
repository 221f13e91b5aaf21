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

/** The newest envelopes of these subjects, by subject. */
export async function headsOf(
  { tx, org }: InOrg,
  subjects: readonly Subject[],
): Promise<Map<Subject, HeadRow>> {
  if (subjects.length === 0) return new Map();
  const rows = await tx
    .selectFrom('heads')
    .selectAll()
    .where('org', '=', org)
    .where('subject', 'in', subjects)
    .execute();
  return new Map(rows.map((row) => [row.subject, row]));
}

/** What may be released of these envelopes, by id. */
export async function wrapsOf(
  { tx, org }: InOrg,
  ids: readonly EnvelopeId[],
): Promise<Map<EnvelopeId, WrapRow>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('wraps')
    .selectAll()
    .where('org', '=', org)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Destroys the broker's key to one envelope. */
export async function dropWrap({ tx, org }: InOrg, id: EnvelopeId): Promise<void> {
  await tx.deleteFrom('wraps').where('org', '=', org).where('id', '=', id).execute();
}

/** Destroys the broker's keys to every envelope of a subject: nothing of it can be released again. */
export async function dropWrapsOf({ tx, org }: InOrg, subject: Subject): Promise<void> {
  await tx.deleteFrom('wraps').where('org', '=', org).where('subject', '=', subject).execute();
}
