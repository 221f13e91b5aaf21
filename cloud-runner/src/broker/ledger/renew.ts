import { SealError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { envelopeId, readStub, writeStub } from '@mayfly/shared/envelope/format.ts';
import { checkCommit, checkStub, unwrapDek } from '@mayfly/shared/envelope/open.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { certificate as certificateStatement } from '@mayfly/shared/envelope/statement/certificate.ts';
import { dropWrap, findHead, setHead } from '../store/heads.ts';
import { findStatement } from '../store/statements.ts';
import type { StubWithWrap } from '@mayfly/shared/api/route.ts';
import type { EnvelopeId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Stub } from '@mayfly/shared/envelope/format.ts';
import type { End } from '@mayfly/shared/envelope/statement/end.ts';
import type { Deps } from '../deps.ts';
import type { HeadRow } from '../store/heads.ts';
import type { ReleaseRow } from '../store/releases.ts';
import type { Change } from './change.ts';

type Renewal = {
  readonly subject: Subject;
  readonly id: EnvelopeId;
  readonly stub: Stub;
  readonly wrap: Uint8Array;
};

/**
 * Makes the sessions that a pod renewed the ones in use. A renewal counts when the run may renew, follows what was released,
 * which is the newest still, keeps owner and scope, and was sealed by this pod with a key that belongs to its header.
 * Answers the subjects whose renewal was dropped: it never keeps a run from ending.
 */
export async function renewSessions(
  deps: Deps,
  change: Change,
  { release, end, brought }: { release: ReleaseRow; end: End; brought: readonly StubWithWrap[] },
): Promise<Subject[]> {
  const dropped: Subject[] = [];
  for (const { subject, id } of end.renewals) {
    try {
      await renew(deps, change, release, { subject, ...findStub(brought, id), id });
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      dropped.push(subject);
    }
  }
  return dropped;
}

async function renew(
  deps: Deps,
  change: Change,
  release: ReleaseRow,
  renewal: Renewal,
): Promise<void> {
  const { subject, id, stub, wrap } = renewal;
  const head = await findHead(change, subject);
  if (!head || !release.renews.includes(subject)) throw new SealError('wrong-subject');
  const released = await releasedId(change, release, subject);
  if (head.id !== released) throw new SealError('wrong-id');
  checkRenewal(change, release, head, renewal);
  checkCommit(stub, unwrapDek(wrap, deps.keys.sealOf(change.org)));
  await dropWrap(change, head.id);
  const { purpose, owner, scope } = head;
  const kept = {
    stub: writeStub(stub),
    sender: release.pod_sign,
    master_n: deps.keys.masterN,
    wrap,
  };
  await setHead(change, { subject, purpose, id, prev: head.id, owner, scope }, kept);
  change.tell('renewal', JSON.stringify({ org: change.org, subject, id, prev: head.id }));
}

function checkRenewal(
  change: Change,
  release: ReleaseRow,
  head: HeadRow,
  { subject, id, stub }: Renewal,
): void {
  const senderOf = () => release.pod_sign;
  const header = checkStub(stub, {
    purpose: 'session',
    org: change.org,
    subject,
    id,
    senderOf,
    now: change.now,
  });
  const follows =
    header.prev === head.id && header.owner === head.owner && header.scope === head.scope;
  if (!follows) throw new SealError('tampered');
}

async function releasedId(
  change: Change,
  release: ReleaseRow,
  subject: Subject,
): Promise<EnvelopeId | undefined> {
  const signed = await findStatement(change, release.certificate);
  if (!signed) throw new Error(`Certificate of ${release.run} is missing`);
  return read(certificateStatement, signed).envelopes.find((given) => given.subject === subject)
    ?.id;
}

function findStub(
  brought: readonly StubWithWrap[],
  id: EnvelopeId,
): Pick<Renewal, 'stub' | 'wrap'> {
  for (const { stub, wrap } of brought) {
    const read = readStub(fromBase64url(stub));
    if (envelopeId(read) === id) return { stub: read, wrap: fromBase64url(wrap) };
  }
  throw new SealError('wrong-id');
}
