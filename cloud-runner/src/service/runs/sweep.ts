import { inOrg } from '../store/database.ts';
import { sweepEnvelopes } from '../store/envelopes.ts';
import { forgottenRuns } from '../store/runs.ts';
import { allOrgs, sweepNonces } from '../store/worker.ts';
import { losePod } from './loss.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Deps } from '../deps.ts';

/** After this a run that waits for its turn, or for its pod, was forgotten by whoever held it, in ms. */
const forgottenMs = 60_000;

/** Deletes what nothing named in time, and takes up runs that somebody forgot who was killed. */
export async function sweep(deps: Deps): Promise<void> {
  await sweepNonces(deps.yard, deps.now());
  for (const org of await allOrgs(deps.yard)) await sweepOrg(deps, org);
}

async function sweepOrg(deps: Deps, org: OrgId): Promise<void> {
  const now = deps.now();
  await inOrg(deps.mail, org, async (at) => {
    const deleted = await sweepEnvelopes(at, now);
    if (deleted > 0) deps.log.info({ org, deleted }, 'unnamed envelopes deleted');
    for (const { run, attempt, status } of await forgottenRuns(at, now - forgottenMs)) {
      deps.log.warn({ run, attempt, status }, 'forgotten run taken up');
      if (status === 'queued') await deps.queue.add(at, run, 0);
      else await losePod(deps, at, { run, attempt });
    }
  });
}
