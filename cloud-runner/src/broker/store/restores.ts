import { sql } from 'kysely';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Database, InOrg } from './database.ts';

/** The last number of the feed, and the one up to which a restore was dealt with; `null` where none was ever looked for. */
export async function reachedBy(
  database: Database,
): Promise<{ last: number; reached: number | null }> {
  const { reached, last } = await database
    .selectFrom('clock')
    .select((row) => [
      'reached',
      row.selectFrom('feed').select('n').orderBy('n', 'desc').limit(1).as('last'),
    ])
    .executeTakeFirstOrThrow();
  return { last: last ?? 0, reached };
}

/** A restore was dealt with up to `reached`; the next entry of the feed has a number above `skipTo`, where one is named. */
export async function accountFor(
  database: Database,
  reached: number,
  skipTo?: number,
): Promise<void> {
  await database.transaction().execute(async (tx) => {
    await tx.updateTable('clock').set({ reached }).execute();
    if (skipTo === undefined) return;
    await sql`select setval(pg_get_serial_sequence('feed', 'n'), greatest(${skipTo}::bigint, nextval(pg_get_serial_sequence('feed', 'n'))))`.execute(
      tx,
    );
  });
}

/** Every organization there is, by its entries in the feed: the first link of each is one. */
export async function organizations(database: Database): Promise<OrgId[]> {
  const rows = await database.selectFrom('feed').select('org').distinct().execute();
  return rows.map(({ org }) => org);
}

/** From now on this organization waits until its challenge is signed. */
export async function setChallenge({ tx, org }: InOrg, challenge: Uint8Array): Promise<void> {
  await tx.updateTable('orgs').set({ challenge }).where('org', '=', org).execute();
}

/** The organization was opened, at `at`, ms. */
export async function setOpened({ tx, org }: InOrg, at: number): Promise<void> {
  await tx
    .updateTable('orgs')
    .set({ challenge: null, opened_at: at })
    .where('org', '=', org)
    .execute();
}
