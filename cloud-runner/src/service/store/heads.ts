import type { EnvelopeId, Subject } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from './database.ts';

/** The envelope that is the newest of a subject. */
export async function headOf(
  { org, tx }: InOrg,
  subject: Subject,
): Promise<EnvelopeId | undefined> {
  const row = await tx
    .selectFrom('heads')
    .select('id')
    .where('org', '=', org)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.id;
}

/** Makes an envelope the newest of its subject. Answers the one before, where it was another. */
export async function setHead(
  at: InOrg,
  subject: Subject,
  id: EnvelopeId,
): Promise<EnvelopeId | undefined> {
  const before = await headOf(at, subject);
  await at.tx
    .insertInto('heads')
    .values({ org: at.org, subject, id })
    .onConflict((clash) => clash.columns(['org', 'subject']).doUpdateSet({ id }))
    .execute();
  return before === id ? undefined : before;
}

/** Forgets a subject. Answers what was its newest. */
export async function deleteHead(
  { org, tx }: InOrg,
  subject: Subject,
): Promise<EnvelopeId | undefined> {
  const row = await tx
    .deleteFrom('heads')
    .where('org', '=', org)
    .where('subject', '=', subject)
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** Whether the charter names this envelope as the newest of something. */
export async function isHead({ org, tx }: InOrg, id: EnvelopeId): Promise<boolean> {
  const row = await tx
    .selectFrom('heads')
    .select('id')
    .where('org', '=', org)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
