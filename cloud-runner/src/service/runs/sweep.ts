import { inOrg } from '../store/database.ts';
import { sweepEnvelopes } from '../store/envelopes.ts';
import { forgottenRuns, queueOf } from '../store/runs.ts';
import { allOrgs, sweepNonces } from '../store/worker.ts';
import { losePod } from './loss.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Deps } from '../deps.ts';
import type { InOrg } from '../store/database.ts';

/** After this a run that waits for its turn, or for its pod, was forgotten by whoever held it, in ms. */
const forgottenMs = 15_000;

/** Deletes what nothing named in time. */
export async function sweep({ mail, yard, now, log }: Deps): Promise<void> {
  await sweepNonces(yard, now());
  for (const org of await allOrgs(yard)) {
    const deleted = await inOrg(mail, org, (at) => sweepEnvelopes(at, now()));
    if (deleted > 0) log.info({ org, deleted }, 'unnamed envelopes deleted');
  }
}

/** Takes up runs that somebody forgot who was killed, or whose database was; and counts those that wait. */
export async function takeUpForgotten(deps: Deps): Promise<void> {
  // The time is that of the turns: a run that was queued since has a turn which is not among them.
  const now = deps.now();
  // Where very many wait, a turn comes late: it is not lost. One that is far off was put off while the clock was wrong.
  const turns = await deps.queue.waiting(forgottenMs);
  let runs = 0;
  let oldest = now;
  for (const org of await allOrgs(deps.yard)) {
    const waiting = await inOrg(deps.mail, org, async (at) => {
      await takeUpIn(deps, at, { before: now - forgottenMs, turns });
      return queueOf(at);
    });
    runs += waiting.runs;
    oldest = Math.min(oldest, waiting.oldest ?? now);
  }
  deps.tally.queued(runs, now - oldest);
}

async function takeUpIn(
  deps: Deps,
  at: InOrg,
  { before, turns }: { before: number; turns: readonly RunId[] },
): Promise<void> {
  for (const { run, attempt, status } of await forgottenRuns(at, before, turns)) {
    deps.log.warn({ run, attempt, status }, 'forgotten run taken up');
    if (status === 'queued') await deps.queue.add(at, run, 0);
    else await losePod(deps, at, { run, attempt });
  }
}
