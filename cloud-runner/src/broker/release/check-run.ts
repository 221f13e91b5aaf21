import { EngineError, RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { liveReleases, releasesOf, runsSince } from '../store/releases.ts';
import { findRun, unsettledRuns } from '../store/runs.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { OpenGrant } from '../charter/read-grant.ts';
import type { InOrg } from '../store/database.ts';
import type { ReleaseRow } from '../store/releases.ts';

const dayMs = 86_400_000;

/**
 * That a run may get keys still. Throws `stopped`, `marked`, `run-ended`; for another run of the grant which was marked and
 * has no known end, `still-running` while its pod lives and `unsettled` after.
 */
export async function checkRunOpen(at: InOrg, { row }: OpenGrant, run: RunId): Promise<void> {
  const known = await findRun(at, run);
  if (known?.stopped_at) throw new SealError('stopped');
  if (known?.marked_at) throw new SealError('marked');
  if (known?.ended_at) throw new RequestError('run-ended');
  const unsettled = await unsettledRuns(at, row.subject, run);
  if (unsettled.some(({ lives }) => !lives)) throw new SealError('unsettled');
  if (unsettled.length > 0) throw new EngineError('still-running');
}

/** One attempt that asks for its keys. */
export type Attempt = { readonly run: RunId; readonly attempt: number; readonly now: number };

/**
 * That an attempt is new and within the grant's numbers. Throws `already-released`, `attempts-spent`, `budget-spent`,
 * `still-running`, `session-busy`.
 */
export async function checkBudgets(
  at: InOrg,
  { row, grant }: OpenGrant,
  { run, attempt, now }: Attempt,
): Promise<void> {
  const earlier = await releasesOf(at, run);
  const last = earlier[0]?.attempt ?? 0;
  if (attempt <= last) throw new SealError('already-released');
  if (earlier.length >= grant.attempts) throw new SealError('attempts-spent');
  const today = await runsSince(at, row.subject, run, now - dayMs);
  if (today >= grant.perDay) throw new SealError('budget-spent');
  const live = await liveReleases(at);
  if (live.some((other) => other.run === run)) throw new EngineError('still-running');
  const beside = new Set(
    live.filter((other) => other.grant_subject === row.subject).map((other) => other.run),
  );
  if (beside.size >= grant.parallel) throw new EngineError('still-running');
  if (grant.renew && isBusy(live, grant)) throw new EngineError('session-busy');
}

function isBusy(live: readonly ReleaseRow[], { sessions }: OpenGrant['grant']): boolean {
  const own = new Set(sessions.map(({ subject }) => subject));
  return live.some(({ renews }) => renews.some((subject) => own.has(subject)));
}
