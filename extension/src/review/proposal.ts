import { usualSettings } from '@mayfly/shared/automation/automation.ts';
import { namesIn } from '@mayfly/shared/automation/names.ts';
import { originsOf, writesOf } from '@mayfly/shared/automation/origins.ts';
import { proposeSignIn } from '@mayfly/shared/automation/sign-in.ts';
import { toSteps } from '@mayfly/shared/steps/to-steps.ts';
import { seenSites } from './seen-sites.ts';
import { typedFields, withUses } from './typed.ts';
import type { Automation, SignIn } from '@mayfly/shared/automation/automation.ts';
import type { SeenWrite as SentWrite } from '@mayfly/shared/automation/origins.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type { SavedAutomation } from '../cloud/automations.ts';
import type { ReviewChoices, SeenSite, SeenWrite } from '../pages/review-view.ts';
import type { Draft } from '../recording/draft.ts';
import type { TypedField } from './typed.ts';

/** What a review is about: the steps as recorded or edited, and all that was seen around them. */
export type Proposal = {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly signIn: SignIn | undefined;
  readonly fields: readonly TypedField[];
  readonly sites: readonly SeenSite[];
  readonly writes: readonly SeenWrite[];
  readonly sent: readonly SentWrite[];
  readonly partial: boolean;
  /** How it is played. */
  readonly settings: Automation['settings'];
  /** What is asked of it by name already, with what that is called. */
  readonly asked: readonly Asked[];
  /** The version that runs now, where this is a change of it. */
  readonly before: SavedAutomation | undefined;
};

type Asked = Automation['inputs'][number];

/** What a stopped recording proposes. */
export function proposalOfDraft(draft: Draft): Proposal {
  const steps = toSteps(draft.events);
  const visited = [...originsOf({ steps }), ...draft.facts.passed];
  return proposalOf(steps, {
    name: hostOf(draft.sites[0]),
    signIn: proposeSignIn(steps),
    visited,
    loaded: draft.facts.origins,
    partial: draft.unseen.length > 0,
    played: undefined,
    before: undefined,
  });
}

/** What an edited automation proposes: the sites and changes of the version before stay proposed. */
export function proposalOfChange(before: SavedAutomation, edited: Automation): Proposal {
  return proposalOf(edited.steps, {
    name: edited.name,
    signIn: edited.signIn,
    visited: [...originsOf(edited), ...edited.origins, ...(before.grant?.body.origins ?? [])],
    loaded: [],
    partial: false,
    played: before.automation,
    before,
  });
}

/** What an imported automation proposes: its own sites; nobody has agreed to anything yet. */
export function proposalOfImport(imported: Automation): Proposal {
  return proposalOf(imported.steps, {
    name: imported.name,
    signIn: imported.signIn,
    visited: [...originsOf(imported), ...imported.origins],
    loaded: [],
    partial: false,
    played: imported,
    before: undefined,
  });
}

/** The automation that these choices make of a proposal. `now` in ms. */
export function automationOf(proposal: Proposal, choices: ReviewChoices, now: number): Automation {
  const steps = withUses(proposal.steps, proposal.fields, choices.typed);
  const { inputs, secrets } = namesIn(steps);
  const label = (name: string) => ({ name, label: labelOf(proposal, name) });
  return {
    v: 1,
    name: choices.name.trim(),
    steps,
    inputs: [...inputs].map(label),
    secrets: [...secrets].map(label),
    origins: [...choices.sites],
    ...(proposal.signIn ? { signIn: proposal.signIn } : {}),
    settings: proposal.settings,
    changed: { version: (proposal.before?.automation.changed.version ?? 0) + 1, at: now },
  };
}

type Around = {
  name: string;
  signIn: SignIn | undefined;
  visited: readonly string[];
  loaded: readonly string[];
  partial: boolean;
  /** The automation as it was; undefined for a recording. */
  played: Automation | undefined;
  before: SavedAutomation | undefined;
};

function proposalOf(steps: readonly Step[], around: Around): Proposal {
  const { name, signIn, visited, loaded, partial, played, before } = around;
  const sent = writesOf({ steps });
  return {
    name,
    steps,
    signIn,
    fields: typedFields(steps),
    sites: seenSites(steps, { visited, loaded }, signIn),
    writes: sent.map((write) => toSeen(write, steps, signIn)),
    sent,
    partial,
    settings: played?.settings ?? { ...usualSettings, pictures: 'each' },
    asked: [...(played?.inputs ?? []), ...(played?.secrets ?? [])],
    before,
  };
}

/** One line of the review for one origin, method and path. */
export function writeId({
  origin,
  method,
  path,
}: Pick<SentWrite, 'origin' | 'method' | 'path'>): string {
  return `${method} ${origin}${path}`;
}

function toSeen(write: SentWrite, steps: readonly Step[], signIn: SignIn | undefined): SeenWrite {
  const first = steps.findIndex(({ id }) => write.steps.includes(id));
  const neededToSignIn = write.steps.every((id) => signIn?.steps.includes(id));
  return {
    id: writeId(write),
    origin: write.origin,
    host: new URL(write.origin).host,
    what: `${write.method} to ${write.path}`,
    step: first + 1,
    ...(neededToSignIn ? { neededToSignIn } : {}),
    ...(write.reading ? { reading: true } : {}),
  };
}

/** What an input or a secret is called on the screen. */
export function labelOf({ fields, asked }: Proposal, name: string): string {
  const label = fields.find((field) => field.name === name && !field.asked)?.label;
  return label ?? asked.find((one) => one.name === name)?.label ?? name;
}

function hostOf(site: string | undefined): string {
  return site ? new URL(site).host : '';
}
