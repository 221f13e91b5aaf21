import { RequestError } from '@mayfly/shared/base/errors.ts';
import type { Insertable, Selectable } from 'kysely';
import type { LinkHash } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from './database.ts';
import type { OrgsTable } from './tables.ts';

/** The row of an organization. */
export type OrgRow = Selectable<OrgsTable>;

/** Makes an organization. Throws `charter-moved` when its first link was taken before. */
export async function insertOrg(
  { tx, org }: InOrg,
  row: Omit<Insertable<OrgsTable>, 'org'>,
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('orgs')
    .values({ org, ...row })
    .onConflict((conflict) => conflict.column('org').doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new RequestError('charter-moved');
}

/** The organization as it is now; `undefined` where there is none. */
export function findOrg({ tx, org }: InOrg): Promise<OrgRow | undefined> {
  return tx.selectFrom('orgs').selectAll().where('org', '=', org).executeTakeFirst();
}

/** The organization as it is now. Throws `organization-not-found`. */
export async function readOrg(at: InOrg): Promise<OrgRow> {
  const row = await findOrg(at);
  if (!row) throw new RequestError('organization-not-found');
  return row;
}

/** The organization, for this transaction alone: every other change of it waits. Throws `organization-not-found`. */
export async function lockOrg({ tx, org }: InOrg): Promise<OrgRow> {
  const row = await tx
    .selectFrom('orgs')
    .selectAll()
    .where('org', '=', org)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new RequestError('organization-not-found');
  return row;
}

/** Writes where the charter is. */
export async function moveHead({ tx, org }: InOrg, seq: number, head: LinkHash): Promise<void> {
  await tx.updateTable('orgs').set({ seq, head }).where('org', '=', org).execute();
}
