import { SealError } from '@mayfly/shared/base/errors.ts';
import { kidOf } from '@mayfly/shared/envelope/keys.ts';
import { openClaim, sealRelease } from '@mayfly/shared/envelope/claim.ts';
import { checkInForce } from '@mayfly/shared/envelope/grant-force.ts';
import { hashOfStatement } from '@mayfly/shared/envelope/statement.ts';
import { openGrant } from '../charter/read-grant.ts';
import { changeOrg } from '../ledger/change.ts';
import { hearPerson, lastHeard } from '../store/beats.ts';
import { checkOpen, checkSince } from '../restore/check-open.ts';
import { insertRelease } from '../store/releases.ts';
import { isWatched } from '../store/watches.ts';
import { certify } from './certify.ts';
import { checkBudgets, checkRunOpen } from './check-run.ts';
import { checkImages, checkPod } from './check-pod.ts';
import { checkStart, grantIdOf } from './check-start.ts';
import { gather, unwrapAll, unwrapInput } from './gather.ts';
import type { PersonId } from '@mayfly/shared/base/ids.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Claim, Release } from '@mayfly/shared/envelope/claim.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { OpenGrant } from '../charter/read-grant.ts';
import type { Deps } from '../deps.ts';
import type { PodIdentity } from '../identity/identity.ts';
import type { Change } from '../ledger/change.ts';
import type { WrapRow } from '../store/heads.ts';
import type { Start } from './check-start.ts';

/** A sign of life this short after another one is not written down. */
const heardAgainMs = 60_000;

/** All that was found right about a claim. */
export type Found = {
  readonly claim: Claim;
  readonly pod: PodIdentity;
  readonly charter: Charter;
  readonly open: OpenGrant;
  readonly start: Start;
  /** Whether the run never got keys before. */
  readonly isFirst: boolean;
  readonly wraps: readonly WrapRow[];
};

type Granted = Found & {
  readonly certificate: Signed;
  readonly input: Release['envelopes'][number] | undefined;
};

/**
 * Releases the keys of one attempt to one pod, once (DESIGN §5, FLOWS §6.3–6.6): the pod, then the grant and what starts the
 * run, then the budgets; all written down and committed before any key is unwrapped, so that a crash burns the attempt.
 * Answers bytes sealed to the pod. The first failure is the error.
 */
export async function release(deps: Deps, sealedClaim: Uint8Array): Promise<Uint8Array> {
  const claim = openClaim(sealedClaim, deps.keys.claim);
  const pod = await checkPod(deps, claim);
  // A pod that has keys plays pages: whatever it names, it learns nothing of it here.
  if (await isWatched(deps.database, pod.uid)) throw new SealError('already-released');
  const { certificate, input, open, wraps } = await changeOrg(deps, claim.org, async (change) => {
    const found = await check(deps, change, claim, pod);
    return write(deps, change, found);
  });
  deps.tally.released();
  const answer: Release = {
    certificate,
    grant: { file: open.row.envelope, dek: open.dek, sender: open.row.sender },
    envelopes: [...unwrapAll(deps.keys, wraps), ...(input ? [input] : [])],
  };
  return sealRelease(answer, claim.seal);
}

async function check(deps: Deps, change: Change, claim: Claim, pod: PodIdentity): Promise<Found> {
  const { now, before } = change;
  checkOpen(before);
  const charter = await deps.charters.at(change, before);
  if (charter.policy.images) checkImages(pod, charter.policy.images);
  const open = await openGrant(change, deps.keys, grantIdOf(charter, claim));
  const start = checkStart(charter, open, claim, now);
  checkSince(before, 'slot' in start ? start.slot : start.said.at);
  const heard = await hearStart(change, start, charter.seq);
  const { id } = open.row;
  checkInForce({ id, grant: open.grant, charter, now, lastHeard: (person) => heard.get(person) });
  const order = 'order' in start ? hashOfStatement(start.order) : null;
  const { isFirst } = await checkRunOpen(change, open, claim.run, order);
  await checkBudgets(change, open, { run: claim.run, attempt: claim.attempt, now });
  return { claim, pod, charter, open, start, isFirst, wraps: await gather(change, open.grant) };
}

/** When each person was last heard of, this order included: it is a sign of life itself. */
async function hearStart(
  change: Change,
  start: Start,
  seq: number,
): Promise<ReadonlyMap<PersonId, number>> {
  const heard = await lastHeard(change);
  if (!('order' in start)) return heard;
  const { person } = start.device;
  const at = Math.min(start.said.at, change.now);
  if (at < (heard.get(person) ?? 0) + heardAgainMs) return heard;
  await hearPerson(change, person, at, seq);
  return new Map([...heard, [person, at]]);
}

async function write(deps: Deps, change: Change, found: Found): Promise<Granted> {
  const { claim, pod, charter, open, start, isFirst, wraps } = found;
  const { run, attempt } = claim;
  const { now } = change;
  const input = unwrapInput(deps.keys, { charter, claim, start, now });
  const order = 'order' in start ? start.order : undefined;
  if (order && isFirst) change.keep('order', order, { run });
  const { signed, notAfter } = await certify(deps, change, found);
  const certificate = change.keep('certificate', signed, { run, attempt });
  change.tell('certificate', certificate);
  const row = {
    run,
    attempt,
    uid: pod.uid,
    grant_id: open.row.id,
    grant_subject: open.row.subject,
    certificate,
    pod_kid: kidOf(claim.sign),
    pod_sign: claim.sign,
    renews: open.grant.renew ? open.grant.sessions.map(({ subject }) => subject) : [],
    holds: wraps.map(({ subject }) => subject),
    at: now,
    not_after: notAfter,
    ended_at: null,
    gone_at: null,
  };
  const started = {
    slot: 'slot' in start ? start.slot : null,
    order_hash: order ? hashOfStatement(order) : null,
    place: pod.place ?? null,
  };
  const fresh = await insertRelease(change, row, started);
  if (!fresh) throw new SealError('already-released');
  return { ...found, certificate: signed, input };
}
