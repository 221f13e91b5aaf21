import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { EnvelopeId, Subject } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from './database.ts';
import type { GrantsTable, WrapsTable } from './tables.ts';

/** A grant as it is kept. */
export type GrantRow = Selectable<GrantsTable>;

/** Keeps a grant for ever. */
export async function insertGrant(
  { tx, org }: InOrg,
  grant: Omit<GrantsTable, 'org' | 'revoked_at'>,
): Promise<void> {
  await tx
    .insertInto('grants')
    .values({ org, revoked_at: null, ...grant })
    .execute();
}

/** The grant of this id. */
export function findGrant({ tx, org }: InOrg, id: EnvelopeId): Promise<GrantRow | undefined> {
  return tx
    .selectFrom('grants')
    .selectAll()
    .where('org', '=', org)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** A grant with what opens it. */
export type GrantWithKey = GrantRow & Pick<WrapsTable, 'sender' | 'wrap' | 'master_n'>;

/** The grant of this id, with its key; `undefined` when it is not known or was revoked. */
export function findGrantWithKey(
  { tx, org }: InOrg,
  id: EnvelopeId,
): Promise<GrantWithKey | undefined> {
  return tx
    .selectFrom('grants')
    .innerJoin('wraps', (join) =>
      join.onRef('wraps.org', '=', 'grants.org').onRef('wraps.id', '=', 'grants.id'),
    )
    .selectAll('grants')
    .select(['wraps.sender', 'wraps.wrap', 'wraps.master_n'])
    .where('grants.org', '=', org)
    .where('grants.id', '=', id)
    .executeTakeFirst();
}

/** Writes down that the grants of a subject were revoked. */
export async function revokeGrants(
  { tx, org }: InOrg,
  subject: Subject,
  at: number,
): Promise<void> {
  await tx
    .updateTable('grants')
    .set({ revoked_at: at })
    .where('org', '=', org)
    .where('subject', '=', subject)
    .where('revoked_at', 'is', null)
    .execute();
}

/** The subjects of all grants that are, or name, `subject`. */
export async function grantsThatUse({ tx, org }: InOrg, subject: Subject): Promise<Subject[]> {
  const rows = await tx
    .selectFrom('grants')
    .select('subject')
    .distinct()
    .where('org', '=', org)
    .where((where) =>
      where.or([where('subject', '=', subject), sql<boolean>`${subject} = any(uses)`]),
    )
    .execute();
  return rows.map((row) => row.subject);
}
