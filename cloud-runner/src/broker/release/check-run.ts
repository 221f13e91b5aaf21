import { EngineError, RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { releasesBeside, runsSince } from '../store/releases.ts';
import { runAndUnsettled } from '../store/runs.ts';
import type { Hash, RunId } from '@mayfly/shared/base/ids.ts';
import type { OpenGrant } from '../charter/read-grant.ts';
import type { InOrg } from '../store/database.ts';
import type { ReleaseRow } from '../store/releases.ts';

const dayMs = 86_400_000;

/**
 * That a run may get keys still; answers whether they are its first. Throws `stopped`, `marked`, `run-ended`, `run-differs`
 * when it began by another order; for another run of the grant which was marked and has no known end, `still-running` while
 * its pod lives and `unsettled` after.
 */
export async function checkRunOpen(
  at: InOrg,
  { row }: OpenGrant,
  run: RunId,
  order: Hash | null,
): Promise<{ isFirst: boolean }> {
  const known = await runAndUnsettled(at, run, row.subject);
  const own = known.find((each) => each.run === run);
  if (own?.stopped_at) throw new SealError('stopped');
  if (own?.marked_at) throw new SealError('marked');
  if (own?.ended_at) throw new RequestError('run-ended');
  if (own && own.order_hash !== order) throw new RequestError('run-differs');
  const unsettled = known.filter((each) => each.run !== run);
  if (unsettled.some(({ lives }) => !lives)) throw new SealError('unsettled');
  if (unsettled.length > 0) throw new EngineError('still-running');
  return { isFirst: own === undefined };
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
  const { earlier, live } = await releasesBeside(at, run);
  const last = earlier[0]?.attempt ?? 0;
  if (attempt <= last) throw new SealError('already-released');
  if (earlier.length >= grant.attempts) throw new SealError('attempts-spent');
  const today = await runsSince(at, row.subject, run, now - dayMs);
  if (today >= grant.perDay) throw new SealError('budget-spent');
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
