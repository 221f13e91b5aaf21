import { RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { activeDevice } from '@mayfly/shared/envelope/charter.ts';
import { read, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { beat as beatStatement } from '@mayfly/shared/envelope/statement/beat.ts';
import { requestSkewMs } from '@mayfly/shared/envelope/statement/request.ts';
import { hearPerson } from '../store/beats.ts';
import { inOrg } from '../store/database.ts';
import { isOnChain } from '../store/links.ts';
import { readOrg } from '../store/orgs.ts';
import { checkSeen } from './check-seen.ts';
import { receiptNow } from './receipts.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Deps } from '../deps.ts';

/**
 * Takes a person's sign of life, on any head of this chain, and answers a fresh receipt. Throws `unknown-sender`,
 * `tampered`, `wrong-organization`, `clock-off`, and `history-forked` when the device saw another chain or log.
 */
export async function takeBeat(deps: Deps, org: OrgId, beat: Signed): Promise<Signed> {
  return inOrg(deps.database, org, async (at) => {
    const row = await readOrg(at);
    const charter = await deps.charters.at(at, row);
    const device = activeDevice(charter, read(beatStatement, beat).by);
    if (!device) throw new SealError('unknown-sender');
    const said = verifyIn(beatStatement, beat, device.sign, org);
    const now = deps.clock.now();
    if (Math.abs(said.at - now) > requestSkewMs) throw new RequestError('clock-off');
    if (!(await isOnChain(at, said.seq, said.head))) throw new SealError('history-forked');
    await checkSeen(at, row.log_size, said.seen);
    await hearPerson(at, device.person, Math.min(said.at, now), said.seq);
    return receiptNow(deps.keys, row, now);
  });
}
