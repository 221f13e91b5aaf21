import type { EnvelopeId, Kid, Subject } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from './database.ts';
import type { EnvelopeRow } from './tables.ts';

/** Stores an envelope. Answers false when something is stored under this id, or the sender has its report already. */
export async function insertEnvelope({ tx }: InOrg, row: EnvelopeRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('envelopes')
    .values(row)
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** The envelope of this id, whole. */
export function findEnvelope({ org, tx }: InOrg, id: EnvelopeId): Promise<EnvelopeRow | undefined> {
  return tx
    .selectFrom('envelopes')
    .selectAll()
    .where('org', '=', org)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The label of an envelope, without its bytes. */
export function findLabel({ org, tx }: InOrg, id: EnvelopeId) {
  return tx
    .selectFrom('envelopes')
    .select(['id', 'purpose', 'subject', 'run', 'sender', 'size', 'keep_until'])
    .where('org', '=', org)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Whether this sender has posted a report. */
export async function hasReport({ org, tx }: InOrg, sender: Kid): Promise<boolean> {
  const found = await tx
    .selectFrom('envelopes')
    .select('id')
    .where('org', '=', org)
    .where('sender', '=', sender)
    .where('purpose', '=', 'report')
    .executeTakeFirst();
  return found !== undefined;
}

/** Which of these envelopes are stored, in no order. */
export async function knownOf(
  { org, tx }: InOrg,
  ids: readonly EnvelopeId[],
): Promise<EnvelopeId[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('envelopes')
    .select('id')
    .where('org', '=', org)
    .where('id', 'in', ids)
    .execute();
  return rows.map(({ id }) => id);
}

/** Sets until when an envelope is kept: null for ever, since something names it. */
export async function keepEnvelope(
  { org, tx }: InOrg,
  id: EnvelopeId,
  until: number | null,
): Promise<void> {
  await tx
    .updateTable('envelopes')
    .set({ keep_until: until })
    .where('org', '=', org)
    .where('id', '=', id)
    .execute();
}

/** Deletes all versions of a subject. */
export async function deleteSubject({ org, tx }: InOrg, subject: Subject): Promise<void> {
  await tx.deleteFrom('envelopes').where('org', '=', org).where('subject', '=', subject).execute();
}

/** Deletes what nothing named in time. Answers how many. */
export async function sweepEnvelopes({ org, tx }: InOrg, now: number): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('envelopes')
    .where('org', '=', org)
    .where('keep_until', '<', now)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
