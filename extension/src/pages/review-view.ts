import type { ErrorWords } from '../ui/error-words.ts';
import type { Sentence } from '../ui/sentence.ts';
import type { SignInHealth } from '../ui/sign-in-health.ts';

/** A site seen while recording. `part`: images, styles, scripts of the pages; those and trackers start unticked. */
export type SeenSite = {
  origin: string;
  host: string;
  why: 'visited' | 'signing-in' | 'part' | 'font' | 'tracker';
  /** Numbers of the steps that were there. */
  steps: readonly number[];
  /** Tested by a trial run that left it out. */
  workedWithout?: boolean;
};

/** A request that may change something, with the step that sent it. */
export type SeenWrite = {
  /** Unique: origin, methods and path joined by the caller. */
  id: string;
  origin: string;
  host: string;
  /** `POST to /session`: method and path, no query. */
  what: string;
  step: number;
  neededToSignIn?: boolean;
  /** A POST that only reads, such as a search: named in the sentence, not counted. */
  reading?: boolean;
};

/** What becomes of something typed. */
export type TypedUse = 'always' | 'ask' | 'secret';

/** Something that was typed while recording. */
export type TypedValue = {
  /** Name of the input or secret in the automation. */
  id: string;
  label: string;
  step: number;
  /** Absent for what was a password, which was never kept, and for what is asked already: it was not typed. */
  value?: string | undefined;
  /** For secrets: whether one is there. */
  secret?: 'missing' | 'entered' | 'stored' | undefined;
};

/** A stored sign-in that fits the sites. */
export type SignInOffer = {
  id: string;
  host: string;
  owner: string;
  health: SignInHealth;
  /** Steps that sign in, skipped while it works. */
  skips: readonly number[];
};

/** What the person decides; what the grant is made of. Times in ms (since 1970, or spans). */
export type ReviewChoices = {
  name: string;
  /** Origins that may be visited. */
  sites: readonly string[];
  /** Largest number of changes a run, by id of the allowed writes. */
  writes: Readonly<Record<string, number>>;
  typed: Readonly<Record<string, TypedUse>>;
  signInId: string | undefined;
  perDay: number;
  deadlineMs: number;
  attempts: number;
  notAfter: number;
};

/** A recording, or a change, before it is confirmed. */
export type ReviewView = {
  /** The version that runs now, where this is a change of it; and what differs. */
  before?: { version: number; difference: readonly Sentence[] } | undefined;
  /** The page was closed while recording. */
  partial?: boolean;
  steps: number;
  sites: readonly SeenSite[];
  writes: readonly SeenWrite[];
  typed: readonly TypedValue[];
  signIns: readonly SignInOffer[];
  /** What stands in the form at first. */
  choices: ReviewChoices;
  stage: { kind: 'editing' } | { kind: 'saving' } | { kind: 'failed'; words: ErrorWords };
};

/** What the review leads to. */
export type ReviewActions = {
  /** The one sentence that says it all, made from the grant which these choices would give. */
  sentenceOf: (choices: ReviewChoices) => string;
  onConfirm: (choices: ReviewChoices) => void;
  onTry: (choices: ReviewChoices) => void;
  onDiscard: () => void;
  /** Takes the secret over at once; the screen forgets it. */
  onEnterSecret: (typedId: string, secret: string) => void;
  onAct: () => void;
};
