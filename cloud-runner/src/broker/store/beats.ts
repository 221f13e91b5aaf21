import { sql } from 'kysely';
import type { PersonId } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from './database.ts';

/** Keeps a sign of life of a person at `at`, ms. An earlier one changes nothing. */
export async function hearPerson(
  { tx, org }: InOrg,
  person: PersonId,
  at: number,
  seq: number,
): Promise<void> {
  await tx
    .insertInto('beats')
    .values({ org, person, at, seq })
    .onConflict((conflict) =>
      conflict.columns(['org', 'person']).doUpdateSet({
        at: sql<number>`greatest(beats.at, excluded.at)`,
        seq: sql<number>`greatest(beats.seq, excluded.seq)`,
      }),
    )
    .execute();
}

/** When each person was last heard of, in ms. */
export async function lastHeard({ tx, org }: InOrg): Promise<ReadonlyMap<PersonId, number>> {
  const rows = await tx
    .selectFrom('beats')
    .select(['person', 'at'])
    .where('org', '=', org)
    .execute();
  return new Map(rows.map(({ person, at }) => [person, at]));
}
