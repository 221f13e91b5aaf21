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

/** Writes facts about a run, which may be new. */
export async function setRun({ tx, org }: InOrg, run: RunId, fact: RunFact): Promise<void> {
  const blank = {
    grant_subject: null,
    slot: null,
    order_hash: null,
    stopped_at: null,
    marked_at: null,
    ended_at: null,
    end_status: null,
    settled_at: null,
    settled_done: null,
  };
  await tx
    .insertInto('runs')
    .values({ org, run, ...blank, ...fact })
    .onConflict((conflict) => conflict.columns(['org', 'run']).doUpdateSet(fact))
    .execute();
}

/** The runs of a grant, `but` one, that have a mark and neither a known end nor a person's word; whether a pod of each lives. */
export async function unsettledRuns(
  { tx, org }: InOrg,
  grant: Subject,
  but: RunId,
): Promise<{ run: RunId; lives: boolean }[]> {
  const rows = await tx
    .selectFrom('runs')
    .select((select) => [
      'run',
      select
        .exists(
          select
            .selectFrom('releases')
            .select('releases.uid')
            .whereRef('releases.org', '=', 'runs.org')
            .whereRef('releases.run', '=', 'runs.run')
            .where('gone_at', 'is', null),
        )
        .as('lives'),
    ])
    .where('org', '=', org)
    .where('grant_subject', '=', grant)
    .where('run', '!=', but)
    .where('marked_at', 'is not', null)
    .where((where) =>
      where.or([where('ended_at', 'is', null), where('end_status', '=', 'outcome-unknown')]),
    )
    .where('settled_at', 'is', null)
    .execute();
  return rows.map(({ run, lives }) => ({ run, lives: Boolean(lives) }));
}
