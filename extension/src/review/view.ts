import { diffAutomations } from '@mayfly/shared/automation/difference.ts';
import { say } from '@mayfly/shared/base/sentence.ts';
import { healthOf } from '../vault/health.ts';
import { automationOf, labelOf } from './proposal.ts';
import { firstChoices, fitting } from './choices.ts';
import { strings } from '../pages/strings.ts';
import type { Difference, StepChange } from '@mayfly/shared/automation/difference.ts';
import type { Sentence } from '../ui/sentence.ts';
import type { ReviewView, SignInOffer, TypedValue } from '../pages/review-view.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';
import type { Proposal } from './proposal.ts';

/** A proposal as the review shows it. `entered` are the secrets typed so far, by name. */
export function reviewView(
  proposal: Proposal,
  given: {
    signIns: readonly KnownSignIn[];
    entered: ReadonlySet<string>;
    stage: ReviewView['stage'];
    now: number;
  },
): ReviewView {
  const choices = firstChoices(proposal, given.signIns, given.now);
  const { before } = proposal;
  const newer = automationOf(proposal, choices, given.now);
  return {
    ...(before
      ? {
          before: {
            version: before.automation.changed.version,
            difference: sayDifference(diffAutomations(before.automation, newer)),
          },
        }
      : {}),
    partial: proposal.partial,
    steps: proposal.steps.length,
    sites: proposal.sites,
    writes: proposal.writes,
    typed: proposal.fields.map((field) => typedValue(field, proposal, given.entered)),
    signIns: fitting(proposal, given.signIns).map((one) => offerOf(one, proposal, given.now)),
    choices,
    stage: given.stage,
  };
}

function typedValue(
  { name, label, step, value, asked }: Proposal['fields'][number],
  proposal: Proposal,
  entered: ReadonlySet<string>,
): TypedValue {
  if (value !== undefined) return { id: name, label, step, value };
  if (asked) return { id: name, label: labelOf(proposal, name), step };
  const stored = proposal.before?.grant?.body.secrets.some((secret) => secret.name === name);
  const secret = entered.has(name) ? 'entered' : (stored && 'stored') || 'missing';
  return { id: name, label, step, secret };
}

function offerOf(
  signIn: KnownSignIn,
  { steps, signIn: signing }: Proposal,
  now: number,
): SignInOffer {
  return {
    id: signIn.subject,
    host: signIn.hosts[0] ?? '',
    owner: strings.review.you,
    health: healthOf(signIn, now),
    skips: steps.flatMap(({ id }, index) => (signing?.steps.includes(id) ? [index + 1] : [])),
  };
}

/** What differs between two versions, a sentence each. */
export function sayDifference({
  steps,
  origins,
  inputs,
  secrets,
  settings,
}: Difference): Sentence[] {
  const words = strings.review.differences;
  return [
    ...steps.map(sayChange),
    ...origins.added.map(words.siteAdded),
    ...origins.removed.map(words.siteRemoved),
    ...inputs.added.map(words.inputAdded),
    ...inputs.removed.map(words.inputRemoved),
    ...secrets.added.map(words.secretAdded),
    ...secrets.removed.map(words.secretRemoved),
    ...settings.map(words.setting),
  ];
}

function sayChange(change: StepChange): Sentence {
  const words = strings.review.differences;
  const step = say`${words.step(change.at + 1)} ${words[change.kind]} `;
  if (change.kind !== 'changed') return say`${step}${change.sentence}`;
  return say`${step}${change.before} → ${change.sentence}`;
}
