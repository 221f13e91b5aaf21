import { sameBytes } from '@mayfly/shared/base/bytes.ts';
import { RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { activeDevice } from '@mayfly/shared/envelope/charter.ts';
import { hashOfStatement, read, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { opening as openingStatement } from '@mayfly/shared/envelope/statement/opening.ts';
import { requestSkewMs } from '@mayfly/shared/envelope/statement/request.ts';
import { signReceipt } from '../charter/receipts.ts';
import { changeOrg } from '../ledger/change.ts';
import { hearPerson } from '../store/beats.ts';
import { setOpened } from '../store/restores.ts';
import { findStatement } from '../store/statements.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import type { Opening } from '@mayfly/shared/envelope/statement/opening.ts';
import type { Deps } from '../deps.ts';
import type { Change } from '../ledger/change.ts';
import type { OrgRow } from '../store/orgs.ts';

/**
 * Releases for an organization again, by the word of an admin's device on this restore's challenge, on exactly the head and
 * the log of now; kept in the log. The very opening that is there already gets a fresh receipt. Throws `unknown-sender`,
 * `tampered`, `wrong-organization`, `not-allowed`, `clock-off`, and `challenge-differs` for anything else than is asked.
 */
export async function openOrg(deps: Deps, org: OrgId, opening: Signed): Promise<Signed> {
  return changeOrg(deps, org, async (change) => {
    const { before, now } = change;
    if (!(await findStatement(change, hashOfStatement(opening)))) await open(deps, change, opening);
    const { seq, head } = before;
    return signReceipt(deps.keys, { org, seq, head, at: now, log: change.logHead() });
  });
}

async function open(deps: Deps, change: Change, opening: Signed): Promise<void> {
  const { org, before, now } = change;
  const charter = await deps.charters.at(change, before);
  const device = activeDevice(charter, read(openingStatement, opening).by);
  if (!device) throw new SealError('unknown-sender');
  const said = verifyIn(openingStatement, opening, device.sign, org);
  if (device.role !== 'admin') throw new RequestError('not-allowed');
  if (Math.abs(said.at - now) > requestSkewMs) throw new RequestError('clock-off');
  if (!isAsked(said, before, change.logHead())) throw new RequestError('challenge-differs');
  change.keep('opening', opening);
  await setOpened(change, now);
  await hearPerson(change, device.person, Math.min(said.at, now), before.seq);
}

function isAsked(said: Opening, { challenge, seq, head }: OrgRow, log: LogHead): boolean {
  return (
    challenge !== null &&
    sameBytes(said.challenge, challenge) &&
    said.seq === seq &&
    said.head === head &&
    said.log.size === log.size &&
    sameBytes(said.log.root, log.root)
  );
}
