import { SealError } from '../base/errors.ts';
import { isAdmitted } from './charter.ts';
import type { EnvelopeId, PersonId } from '../base/ids.ts';
import type { Charter } from './charter.ts';
import type { Grant } from './grant.ts';

/** A grant and what is known around it. Times in ms since 1970. */
export type GrantMatter = {
  readonly id: EnvelopeId;
  readonly grant: Grant;
  readonly charter: Charter;
  readonly now: number;
  /** When a person's device last sent a link, beat or order, by the broker's clock; absent: freshness is not asked. */
  readonly lastHeard?: (person: PersonId) => number | undefined;
};

/** Why a grant is not in force: which rule of DESIGN §4 fails first. */
export type GrantProblem =
  | 'not-named'
  | 'not-at-head'
  | 'revoked'
  | 'ended'
  | 'sign-in-changed'
  | 'not-approved'
  | 'not-fresh';

/** Throws `grant-not-in-force`, or `not-fresh`, unless the grant is in force. The cause names the rule. */
export function checkInForce(matter: GrantMatter): void {
  const problem = grantProblem(matter);
  if (!problem) return;
  const code = problem === 'not-fresh' ? 'not-fresh' : 'grant-not-in-force';
  throw new SealError(code, { cause: new Error(problem) });
}

/**
 * The first rule that keeps a grant from being in force: at the head, unrevoked, before its end, its sessions and
 * secrets unrevoked with the same owner and scope, approved by each owner and, for writes, by as many other persons as
 * the policy says, and heard of within `freshForMs` from each owner (none: the author).
 */
export function grantProblem(matter: GrantMatter): GrantProblem | undefined {
  const { id, grant, charter, now } = matter;
  const named = charter.named.get(id);
  if (named?.purpose !== 'grant') return 'not-named';
  if (charter.heads.get(named.subject)?.id !== id) return 'not-at-head';
  if (charter.revoked.has(named.subject) || hasRevokedAutomation(matter)) return 'revoked';
  if (now > grant.notAfter) return 'ended';
  if (!sealedThings(grant).every((thing) => holds(charter, thing))) return 'sign-in-changed';
  if (!isApproved(matter, named.author)) return 'not-approved';
  return isFresh(matter, named.author) ? undefined : 'not-fresh';
}

/** The persons whose sessions and secrets a grant uses; its author where it uses none. */
export function ownersOf(grant: Grant, author: PersonId): ReadonlySet<PersonId> {
  const owners = new Set(sealedThings(grant).map(({ owner }) => owner));
  return owners.size > 0 ? owners : new Set([author]);
}

/** By when the last owner must be heard of again, in ms; undefined when one was never heard of. */
export function freshUntil(matter: GrantMatter, author: PersonId): number | undefined {
  const heard = [...ownersOf(matter.grant, author)].map((owner) => matter.lastHeard?.(owner));
  return heard.reduce(
    (least, at) =>
      least === undefined || at === undefined
        ? undefined
        : Math.min(least, at + matter.grant.freshForMs),
    Number.MAX_SAFE_INTEGER,
  );
}

function sealedThings({ sessions, secrets }: Grant) {
  return [...sessions, ...secrets];
}

function hasRevokedAutomation({ grant, charter }: GrantMatter): boolean {
  return grant.automations.some((id) => {
    const named = charter.named.get(id);
    return !named || charter.revoked.has(named.subject);
  });
}

function holds(charter: Charter, { subject, owner, scope }: Grant['sessions'][number]): boolean {
  const head = charter.heads.get(subject);
  return head?.owner === owner && head.scope === scope && !charter.revoked.has(subject);
}

function isApproved({ id, grant, charter }: GrantMatter, author: PersonId): boolean {
  const yes = new Set(
    (charter.approvals.get(id) ?? [])
      .map(({ person }) => person)
      .filter((person) => isAdmitted(charter, person)),
  );
  if (![...ownersOf(grant, author)].every((owner) => yes.has(owner))) return false;
  if (!grant.writes.some(({ reading }) => !reading)) return true;
  return [...yes].filter((person) => person !== author).length >= charter.policy.approvals;
}

function isFresh(matter: GrantMatter, author: PersonId): boolean {
  if (!matter.lastHeard) return true;
  const until = freshUntil(matter, author);
  return until !== undefined && matter.now <= until;
}
