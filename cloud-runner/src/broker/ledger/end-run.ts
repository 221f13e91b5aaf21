import { RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { hashOfStatement, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { end as endStatement } from '@mayfly/shared/envelope/statement/end.ts';
import { closeRelease } from '../store/releases.ts';
import { findRun, setRun } from '../store/runs.ts';
import { findStatement } from '../store/statements.ts';
import { expectGone } from '../store/watches.ts';
import { changeOrg } from './change.ts';
import { latestAttempt } from './latest.ts';
import { renewSessions } from './renew.ts';
import type { StubWithWrap } from '@mayfly/shared/api/route.ts';
import type { Subject } from '@mayfly/shared/base/ids.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Deps } from '../deps.ts';
import type { ReleaseRow } from '../store/releases.ts';

/** What a pod brings when its run ended. */
export type BroughtEnd = { readonly end: Signed; readonly renewals: readonly StubWithWrap[] };

/** When the end was taken, in ms, and whose renewal was not. */
export type TakenEnd = { readonly acceptedAt: number; readonly dropped: readonly Subject[] };

/**
 * Takes the end of a run, in its pod's word; the first end stands. Asked again with the same, the same answer. Throws
 * `unknown-sender`, `tampered`, `wrong-organization`, `wrong-subject` for another run or attempt, `not-latest-attempt`,
 * `run-ended` when it ended otherwise or a person has settled it, and `not-stopped` for an end that only a person's word
 * makes.
 */
export async function endRun(
  deps: Deps,
  release: ReleaseRow,
  brought: BroughtEnd,
): Promise<TakenEnd> {
  const taken = await changeOrg(deps, release.org, async (change) => {
    const { run, attempt } = release;
    const said = verifyIn(endStatement, brought.end, release.pod_sign, change.org);
    if (said.run !== run || said.attempt !== attempt) throw new SealError('wrong-subject');
    const row = await findRun(change, run);
    const same = await findStatement(change, hashOfStatement(brought.end));
    if (same && row?.ended_at) return { acceptedAt: row.ended_at, dropped: [] };
    await latestAttempt(change, release);
    if (row?.ended_at || row?.settled_at) throw new RequestError('run-ended');
    if (said.status === 'canceled' && !row?.stopped_at) throw new RequestError('not-stopped');
    const dropped = await renewSessions(deps, change, {
      release,
      end: said,
      brought: brought.renewals,
    });
    await setRun(change, run, { ended_at: change.now, end_status: said.status });
    await closeRelease(change, release, { ended_at: change.now });
    await expectGone(change, release.uid);
    change.tell('end', change.keep('end', brought.end, { run, attempt }));
    return { acceptedAt: change.now, dropped };
  });
  deps.doomBell.ring();
  return taken;
}
