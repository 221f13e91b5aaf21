import { RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { checkInForce } from '@mayfly/shared/envelope/grant-force.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { mark } from '@mayfly/shared/envelope/statement/mark.ts';
import { checkOpen, checkSince } from '../restore/check-open.ts';
import { openGrant } from '../charter/read-grant.ts';
import { findRun, setRun } from '../store/runs.ts';
import { statementsOfRun } from '../store/statements.ts';
import { changeOrg } from './change.ts';
import { latestAttempt } from './latest.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Deps } from '../deps.ts';
import type { ReleaseRow } from '../store/releases.ts';
import type { Change } from './change.ts';

/**
 * The broker's word that an attempt may write: from now on its run is never released again. Asked again, the same mark.
 * Throws `runner-restored`, `void-since-restore`, `not-latest-attempt`, `stopped`, `run-ended`, `expired` after the certificate's end, `grant-not-in-force`.
 */
export async function markRun(deps: Deps, asking: ReleaseRow): Promise<Signed> {
  return changeOrg(deps, asking.org, async (change) => {
    checkOpen(change.before);
    const release = await latestAttempt(change, asking);
    checkSince(change.before, release.at);
    const { run, attempt } = release;
    const row = await findRun(change, run);
    if (row?.stopped_at) throw new SealError('stopped');
    if (row?.ended_at || release.gone_at) throw new RequestError('run-ended');
    const given = (await statementsOfRun(change, run)).find(({ kind }) => kind === 'mark');
    if (given) return { bytes: given.bytes, sig: given.sig };
    if (change.now > release.not_after) throw new SealError('expired');
    await checkStillInForce(deps, change, release);
    const said = {
      org: change.org,
      at: change.now,
      run,
      attempt,
      certificate: release.certificate,
    };
    const signed = sign(mark, said, deps.keys.identity);
    await setRun(change, run, { marked_at: change.now });
    deps.tally.marked();
    change.tell('mark', change.keep('mark', signed, { run, attempt }));
    return signed;
  });
}

async function checkStillInForce(
  deps: Deps,
  change: Change,
  { grant_id }: ReleaseRow,
): Promise<void> {
  const { grant } = await openGrant(change, deps.keys, grant_id);
  const charter = await deps.charters.at(change, change.before);
  checkInForce({ id: grant_id, grant, charter, now: change.now });
}
