import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { deletePodAt } from '../store/pods.ts';
import { updateRun } from '../store/runs.ts';
import { tell } from '../store/wake.ts';
import { happen } from './life.ts';
import type { Deps } from '../deps.ts';
import type { InOrg } from '../store/database.ts';
import type { RunRow } from '../store/tables.ts';

/**
 * Stops a run that is held. In the queue nothing of it lives: it is canceled. Else its pod is deleted, and how it ended is
 * said by the broker, or follows when the pod is lost.
 */
export async function stop(deps: Deps, at: InOrg, row: RunRow): Promise<void> {
  if (isEnd(row.status)) return;
  const now = deps.now();
  await updateRun(at, row.run, { stop_asked_at: row.stop_asked_at ?? now });
  if (row.status === 'queued') {
    await happen(deps, at, row, 'stopped');
    return;
  }
  await deletePodAt(at, row.run, row.attempt, now);
  await tell(at.tx, 'pods');
}
