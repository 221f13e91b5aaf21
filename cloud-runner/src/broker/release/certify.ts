import { hashOfStatement, sign } from '@mayfly/shared/envelope/statement.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { inputIdOf } from './check-start.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Deps } from '../deps.ts';
import type { Change } from '../ledger/change.ts';
import type { Found } from './release.ts';

/** What a pod has, after its deadline, to seal its report and be gone. */
const closingMs = 60_000;

/** The broker's signed word that this pod gets these keys. `notAfter` in ms. */
export async function certify(
  { keys }: Pick<Deps, 'keys'>,
  change: Change,
  { claim, pod, charter, open, start, wraps }: Found,
): Promise<{ signed: Signed; notAfter: number }> {
  const notAfter = change.now + open.grant.deadlineMs + closingMs;
  const [image = ''] = pod.digests;
  const said = {
    org: claim.org,
    at: change.now,
    run: claim.run,
    attempt: claim.attempt,
    sign: claim.sign,
    seal: claim.seal,
    uid: pod.uid,
    image,
    grant: open.row.id,
    grantSubject: open.row.subject,
    order: 'order' in start ? hashOfStatement(start.order) : undefined,
    slot: 'slot' in start ? start.slot : undefined,
    input: inputIdOf(claim),
    envelopes: wraps.map(({ subject, id }) => ({ subject, id })),
    reading: charter.reading,
    sealKey: keys.sealOf(claim.org).publicKey,
    head: charter.head,
    notAfter,
    log: change.logHead(),
  };
  return { signed: sign(certificate, said, keys.identity), notAfter };
}
