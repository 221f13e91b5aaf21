import type { Kid, RunId } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from './database.ts';
import type { AttemptRow } from './tables.ts';

/** Adds an attempt. */
export async function insertAttempt({ tx }: InOrg, row: AttemptRow): Promise<void> {
  await tx.insertInto('attempts').values(row).execute();
}

/** One attempt of a run. */
export function findAttempt(
  { org, tx }: InOrg,
  run: RunId,
  attempt: number,
): Promise<AttemptRow | undefined> {
  return tx
    .selectFrom('attempts')
    .selectAll()
    .where('org', '=', org)
    .where('run', '=', run)
    .where('attempt', '=', attempt)
    .executeTakeFirst();
}

/** Changes an attempt; nothing where there is none. */
export async function updateAttempt(
  { org, tx }: InOrg,
  run: RunId,
  attempt: number,
  patch: Partial<AttemptRow>,
): Promise<void> {
  await tx
    .updateTable('attempts')
    .set(patch)
    .where('org', '=', org)
    .where('run', '=', run)
    .where('attempt', '=', attempt)
    .execute();
}

/** Takes an attempt back that never was. */
export async function deleteAttempt(
  { org, tx }: InOrg,
  { run, attempt }: { run: RunId; attempt: number },
): Promise<void> {
  await tx
    .deleteFrom('attempts')
    .where('org', '=', org)
    .where('run', '=', run)
    .where('attempt', '=', attempt)
    .execute();
}

/** The attempt whose pod has this key, with the number of the run's latest. */
export function findByPod({ org, tx }: InOrg, kid: Kid) {
  return tx
    .selectFrom('attempts')
    .innerJoin('runs', (join) =>
      join.onRef('runs.org', '=', 'attempts.org').onRef('runs.run', '=', 'attempts.run'),
    )
    .select(['attempts.run', 'attempts.attempt', 'attempts.pod_sign', 'attempts.pod_name'])
    .select('runs.attempt as latest')
    .where('attempts.org', '=', org)
    .where('attempts.pod_kid', '=', kid)
    .executeTakeFirst();
}
