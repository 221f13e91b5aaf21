import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { RunId, Subject } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from './database.ts';
import type { RunsTable } from './tables.ts';

/** What became of a run. */
export type RunRow = Selectable<RunsTable>;

/** What a run has at most once. */
export type RunFact = Partial<Omit<RunsTable, 'org' | 'run'>>;

/** The run, if the broker has heard of it. */
export function findRun({ tx, org }: InOrg, run: RunId): Promise<RunRow | undefined> {
  return tx
    .selectFrom('runs')
    .selectAll()
    .where('org', '=', org)
    .where('run', '=', run)
    .executeTakeFirst();
}

/** What may become of a run, none of it yet. */
export const nothingYet = {
  stopped_at: null,
  marked_at: null,
  ended_at: null,
  end_status: null,
  settled_at: null,
  settled_done: null,
} as const;

/** Writes facts about a run, which may be new. */
export async function setRun({ tx, org }: InOrg, run: RunId, fact: RunFact): Promise<void> {
  const unheard = { grant_subject: null, slot: null, order_hash: null, ...nothingYet };
  await tx
    .insertInto('runs')
    .values({ org, run, ...unheard, ...fact })
    .onConflict((conflict) => conflict.columns(['org', 'run']).doUpdateSet(fact))
    .execute();
}

/** A run, and whether a pod of it lives. */
export type RunWithLife = RunRow & { readonly lives: boolean };

/** This run, if it was heard of, and those of the grant that have a mark and neither a known end nor a person's word. */
export function runAndUnsettled(
  { tx, org }: InOrg,
  run: RunId,
  grant: Subject,
): Promise<RunWithLife[]> {
  return tx
    .selectFrom('runs')
    .selectAll()
    .select(
      sql<boolean>`exists (
        select from releases where releases.org = runs.org and releases.run = runs.run and gone_at is null
      )`.as('lives'),
    )
    .where('org', '=', org)
    .where(
      sql<boolean>`run = ${run} or (
        grant_subject = ${grant} and marked_at is not null and settled_at is null
        and (ended_at is null or end_status = 'outcome-unknown')
      )`,
    )
    .execute();
}
