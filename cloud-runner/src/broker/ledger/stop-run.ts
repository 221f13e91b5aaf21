import { RequestError } from '@mayfly/shared/base/errors.ts';
import { findRun } from '../store/runs.ts';
import { changeOrg } from './change.ts';
import { voidRun } from './void-run.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Deps } from '../deps.ts';
import type { Proof } from '../door/proof.ts';

/**
 * Voids a run for ever, also one that was never heard of: an order for it may wait in a queue. The signed request is kept as
 * the evidence. Answers when, in ms; asked again, the first time. Throws `run-ended`.
 */
export async function stopRun(deps: Deps, { org, signed }: Proof, run: RunId): Promise<number> {
  const stoppedAt = await changeOrg(deps, org, async (change) => {
    const row = await findRun(change, run);
    if (row?.stopped_at) return row.stopped_at;
    if (row?.ended_at) throw new RequestError('run-ended');
    change.keep('stop', signed, { run });
    await voidRun(change, run);
    return change.now;
  });
  deps.doomBell.ring();
  return stoppedAt;
}
