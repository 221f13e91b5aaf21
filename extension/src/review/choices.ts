import { grantSentence } from '@mayfly/shared/envelope/grant-sentence.ts';
import { trialMs } from '../cloud/automations.ts';
import { draftGrant } from '../cloud/save.ts';
import { automationOf, writeId } from './proposal.ts';
import { startsTicked } from './seen-sites.ts';
import type { Subject } from '@mayfly/shared/base/ids.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { SealedThing, Write } from '@mayfly/shared/envelope/grant.ts';
import type { Limits } from '../cloud/save.ts';
import type { Connection } from '../cloud/doors.ts';
import type { ReviewChoices, TypedUse } from '../pages/review-view.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';
import type { Proposal } from './proposal.ts';
import type { TypedField } from './typed.ts';

const dayMs = 24 * 3_600_000;
/** How long a permission holds where a person says nothing else: 90 days. */
const usualEndMs = 90 * dayMs;
/** How long without an unlock its schedules go on: 30 days (DESIGN §4). */
const freshForMs = 30 * dayMs;

/** What stands in the form at first: all sites but trackers and fonts, no change but those that signing in needs. */
export function firstChoices(
  proposal: Proposal,
  signIns: readonly KnownSignIn[],
  now: number,
): ReviewChoices {
  const before = proposal.before?.grant?.body;
  const allowed = before?.writes.flatMap(({ origin, methods, path, max }) =>
    methods.map((method) => [writeId({ origin, method: method, path }), max] as const),
  );
  const needed = proposal.writes.filter(({ neededToSignIn }) => neededToSignIn);
  return {
    name: proposal.name,
    sites: before
      ? [...before.origins]
      : proposal.sites.filter(startsTicked).map(({ origin }) => origin),
    writes: Object.fromEntries(allowed ?? needed.map(({ id }) => [id, needed.length])),
    typed: Object.fromEntries(proposal.fields.map((field) => [field.name, firstUse(field)])),
    signInId: before?.sessions[0]?.subject ?? fitting(proposal, signIns)[0]?.subject,
    perDay: before?.perDay ?? 40,
    deadlineMs: before?.deadlineMs ?? 300_000,
    attempts: before?.attempts ?? 3,
    notAfter: before && before.notAfter > now ? before.notAfter : now + usualEndMs,
  };
}

function firstUse({ value, asked }: TypedField): TypedUse {
  if (asked) return 'ask';
  return value === undefined ? 'secret' : 'always';
}

/** The stored sign-ins of the sites that a proposal visits. */
export function fitting(
  { sites }: Pick<Proposal, 'sites'>,
  signIns: readonly KnownSignIn[],
): KnownSignIn[] {
  const visited = new Set(
    sites
      .filter(({ why }) => why === 'visited' || why === 'signing-in')
      .map(({ origin }) => origin),
  );
  return signIns.filter(({ origins }) => origins.some((origin) => visited.has(origin)));
}

/** What is known around a review: the organization, and the sign-ins that were stored from here. */
export type Around = { readonly charter: Charter; readonly signIns: readonly KnownSignIn[] };

/** The limits that these choices stand for. The schedule of the version before stays. */
export function limitsOf(proposal: Proposal, choices: ReviewChoices, around: Around): Limits {
  const before = proposal.before?.grant?.body;
  const session = sessionOf(around, choices.signInId);
  return {
    sessions: session ? [session] : [],
    origins: [...choices.sites].toSorted(),
    passive: false,
    writes: writesOf(proposal, choices),
    ...(before?.schedule ? { schedule: before.schedule } : {}),
    inputs: {},
    perDay: choices.perDay,
    parallel: 1,
    attempts: choices.attempts,
    deadlineMs: choices.deadlineMs,
    renew: session !== undefined,
    notAfter: choices.notAfter,
    freshForMs,
  };
}

/** The limits of a trial: nothing is changed, one run, one hour. */
export function trialLimits(limits: Limits, now: number): Limits {
  const { schedule: _, ...rest } = limits;
  return { ...rest, writes: [], perDay: 1, attempts: 1, notAfter: now + trialMs };
}

/** The one sentence, made of the very grant that these choices would be signed as. */
export function sentenceOf(
  connection: Pick<Connection, 'keys'>,
  { proposal, choices, around }: { proposal: Proposal; choices: ReviewChoices; around: Around },
): string {
  const given = {
    automation: automationOf(proposal, choices, 0),
    limits: limitsOf(proposal, choices, around),
    ...(proposal.before ? { before: proposal.before } : {}),
  };
  return grantSentence(draftGrant(connection, given, around.charter.head));
}

function writesOf({ sent }: Proposal, { writes }: ReviewChoices): Write[] {
  return sent.flatMap((write): Write[] => {
    const max = writes[writeId(write)];
    if (max === undefined) return [];
    const { origin, method, path, reading } = write;
    return [
      {
        origin,
        methods: [method as Write['methods'][number]],
        path,
        max,
        ...(reading ? { reading } : {}),
      },
    ];
  });
}

function sessionOf(
  { charter, signIns }: Around,
  subject: string | undefined,
): SealedThing | undefined {
  if (subject === undefined) return undefined;
  const head = charter.heads.get(subject as Subject);
  if (!head?.owner || !head.scope || charter.revoked.has(subject as Subject)) return undefined;
  const name = signIns.find((one) => one.subject === subject)?.hosts[0] ?? subject;
  return { name, subject: subject as Subject, owner: head.owner, scope: head.scope };
}
