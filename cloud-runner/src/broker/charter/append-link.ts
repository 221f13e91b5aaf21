import { RequestError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { activeDevice, applyLink } from '@mayfly/shared/envelope/charter.ts';
import { hashOfStatement, read } from '@mayfly/shared/envelope/statement.ts';
import { link as linkStatement } from '@mayfly/shared/envelope/statement/link.ts';
import { changeOrg } from '../ledger/change.ts';
import { hearPerson } from '../store/beats.ts';
import { insertLink, isOnChain } from '../store/links.ts';
import { moveHead } from '../store/orgs.ts';
import { checkOpen } from '../restore/check-open.ts';
import { checkHeads } from './check-heads.ts';
import { checkSeen } from './check-seen.ts';
import { openNewGrant } from './read-grant.ts';
import { receiptNow, signReceipt } from './receipts.ts';
import { revokeSubject } from './revoke-subject.ts';
import { setGrant } from './set-grant.ts';
import { settleRun } from './settle-run.ts';
import { setSubjectHead } from './set-subject-head.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { StubWithWrap } from '@mayfly/shared/api/route.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Grant } from '@mayfly/shared/envelope/grant.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Link } from '@mayfly/shared/envelope/statement/link.ts';
import type { Deps } from '../deps.ts';
import type { Change } from '../ledger/change.ts';
import type { NewHead } from './check-heads.ts';

/** What a device brings to the charter. */
export type Brought = {
  readonly link: Signed;
  readonly heads: readonly StubWithWrap[];
  /** The grant's whole file. */
  readonly grant: Uint8Array | undefined;
};

type BroughtGrant = { readonly head: NewHead; readonly file: Uint8Array; readonly grant: Grant };

/**
 * Appends a link: all that it does is done with it, in one transaction, or nothing is. The very link that is there already
 * gets a fresh receipt, since its answer may have been lost. After a restore only an admin's is taken until it is opened. Throws
 * `runner-restored`, what `applyLink`, `checkSeen`, `checkHeads` and opening
 * the grant throw, and what each act's effect throws.
 */
export async function appendLink(deps: Deps, org: OrgId, brought: Brought): Promise<Signed> {
  const done = await changeOrg(deps, org, async (change) => {
    const said = read(linkStatement, brought.link);
    if (await isOnChain(change, said.seq, hashOfStatement(brought.link))) {
      return { receipt: receiptNow(deps.keys, change.before, change.now) };
    }
    const current = await deps.charters.at(change, change.before);
    // What is put on a state that an admin has not looked at yet could be on one that nobody wants.
    if (activeDevice(current, said.by)?.role !== 'admin') checkOpen(change.before);
    const charter = applyLink(current, brought.link, deps.charters.built);
    if (said.seen) await checkSeen(change, change.before.log_size, said.seen);
    const sealKey = deps.keys.sealOf(org);
    const heads = checkHeads(charter, said, brought.heads, { sealKey, now: change.now });
    const grant = grantOf(charter, heads, brought.grant, change.now);
    const receipt = await writeLink(deps, change, charter, brought.link, said);
    await writeEffects(deps, change, { charter, said, heads, grant });
    return { receipt, charter };
  });
  if (done.charter) deps.charters.remember(done.charter);
  deps.doomBell.ring();
  return done.receipt;
}

function grantOf(
  charter: Charter,
  heads: readonly NewHead[],
  file: Uint8Array | undefined,
  now: number,
): BroughtGrant | undefined {
  const [head, ...others] = heads.filter(({ act }) => act.purpose === 'grant');
  if ((head === undefined) !== (file === undefined) || others.length > 0)
    throw new RequestError('bad-request');
  return head && file && { head, file, grant: openNewGrant(charter, head, file, now) };
}

async function writeLink(
  deps: Deps,
  change: Change,
  charter: Charter,
  link: Signed,
  said: Link,
): Promise<Signed> {
  const { org, now } = change;
  const { seq, head } = charter;
  change.keep('link', link);
  change.tell('link', head);
  await moveHead(change, seq, head);
  const receipt = signReceipt(deps.keys, { org, seq, head, at: now, log: change.logHead() });
  await insertLink(change, { seq, hash: head, at: now }, receipt);
  const person = charter.devices.get(said.by)?.person;
  if (person) await hearPerson(change, person, Math.min(said.at, now), seq);
  return receipt;
}

async function writeEffects(
  deps: Deps,
  change: Change,
  {
    charter,
    said,
    heads,
    grant,
  }: { charter: Charter; said: Link; heads: readonly NewHead[]; grant: BroughtGrant | undefined },
): Promise<void> {
  for (const head of heads) await setSubjectHead(change, head, deps.keys.masterN);
  if (grant) await setGrant(change, charter, grant);
  for (const act of said.acts) {
    if (act.act === 'revoke') await revokeSubject(change, act.subject);
    if (act.act === 'settle') await settleRun(change, act);
  }
}

/** The bytes of a grant's file as JSON brings them. */
export function fileFromJson(grant: string | undefined): Uint8Array | undefined {
  return grant === undefined ? undefined : fromBase64url(grant);
}
