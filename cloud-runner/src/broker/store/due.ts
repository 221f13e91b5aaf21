import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Subject } from '@mayfly/shared/base/ids.ts';
import { enterOrg } from './database.ts';
import type { Database, InOrg } from './database.ts';
import type { DueTable } from './tables.ts';

/** The next slot of a grant. */
export type DueRow = Selectable<DueTable>;

/** Sets the next slot of a grant. */
export async function setDue({ tx, org }: InOrg, due: Omit<DueTable, 'org'>): Promise<void> {
  const { grant_subject: _, ...rest } = due;
  await tx
    .insertInto('due')
    .values({ org, ...due })
    .onConflict((conflict) => conflict.columns(['org', 'grant_subject']).doUpdateSet(rest))
    .execute();
}

/** Takes the schedules of grants away. */
export async function dropDue({ tx, org }: InOrg, subjects: readonly Subject[]): Promise<void> {
  if (subjects.length === 0) return;
  await tx
    .deleteFrom('due')
    .where('org', '=', org)
    .where('grant_subject', 'in', subjects)
    .execute();
}

/** At most `limit` slots of all organizations that are due at `now`, the oldest first: one walk along the index. */
export function dueAt(database: Database, now: number, limit: number): Promise<DueRow[]> {
  return database.transaction().execute(async (tx) => {
    await enterOrg(tx, 'timer');
    return tx
      .selectFrom('due')
      .selectAll()
      .where('slot', '<=', now)
      .orderBy('slot')
      .limit(limit)
      .execute();
  });
}

/** The slot of a grant that is due still, for this transaction alone; a row that another holds is skipped. */
export function lockDue(
  { tx, org }: InOrg,
  { grant_subject, slot }: DueRow,
): Promise<DueRow | undefined> {
  return tx
    .selectFrom('due')
    .selectAll()
    .where('org', '=', org)
    .where('grant_subject', '=', grant_subject)
    .where('slot', '=', slot)
    .modifyEnd(sql`for update skip locked`)
    .executeTakeFirst();
}
