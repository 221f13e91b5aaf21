import type { Due } from '@mayfly/shared/api/feed.ts';
import { queueRun } from '../runs/life.ts';
import type { Deps } from '../deps.ts';
import type { InOrg } from '../store/database.ts';

/** A slot is due: its run is queued, once, and starts until the end of its grace. */
export async function applyDue(deps: Deps, at: InOrg, due: Due): Promise<void> {
  await queueRun(deps, at, {
    run: due.run,
    grant_subject: due.grantSubject,
    slot: due.slot,
    deadline_ms: due.deadlineMs,
    ready_at: due.slot,
    not_after: due.slot + due.graceMs,
  });
}
