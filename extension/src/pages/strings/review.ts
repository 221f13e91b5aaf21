import type { Sentence } from '../../ui/sentence.ts';
import { count } from '../../ui/format.ts';

/** Words of the review, where the limits are agreed. */
export const review = {
  title: 'Review before saving',
  titleChange: 'Review the change',
  newRecording: 'New recording',
  crumb: 'Review',
  lead: 'Whatever you confirm here is the limit. The one-time browser refuses everything else, whoever asks.',

  partial: 'The page was closed during recording.',
  partialMore:
    'The steps until then are here. Nothing was lost on the site. Try it first, or record again.',
  difference: 'What changes',
  noDifference: 'The steps are the same. What you choose here may differ.',
  differenceFrom: (version: number) => `Against version ${version}, which runs until you confirm`,

  sites: 'Sites it may visit',
  sitesSeen: (amount: number) => `${amount} seen while recording`,
  steps: (list: string) => `Steps ${list}`,
  oneStep: (step: string) => `Step ${step}`,
  signingIn: 'signing in',
  tracker: 'Looks like tracking. Left out',
  font: 'Fonts. Left out',
  partOf: 'Parts of the pages',
  workedWithout: 'The steps worked without it',
  and: 'and',
  to: 'to',

  writes: 'Where it may change things',
  writesAllowed: (allowed: number, all: number) =>
    `${allowed} of ${all} allowed, read only elsewhere`,
  noWrites: 'It changes nothing.',
  noWritesMore:
    'No step sent data that changes anything. The one-time browser will refuse every change.',
  signInForm: (step: number) => `Step ${step} sends the sign-in form. Needed to sign in`,
  sends: (step: number, what: string) =>
    `Step ${step} sends ${what}. Try it first shows whether it is needed`,
  readsOnly: (step: number, what: string) => `Step ${step} sends ${what}, which only reads`,
  chipSends: 'Sends data',
  chipForm: 'Sends forms',
  chipReads: 'Only reads',
  chipReadOnly: 'Read only',
  most: 'At most',
  mostHeard: (host: string) => `Most changes a run at ${host}`,
  aRun: 'a run',

  typed: 'What was typed',
  typedCount: (inputs: number, secrets: number) =>
    `${count(inputs, 'input')}, ${count(secrets, 'secret')}`,
  nothingTyped: 'Nothing was typed.',
  typedAt: (step: number, value: string) => `Step ${step}, ${value}`,
  askedAt: (step: number) => `Step ${step}. Asked at each run`,
  use: (label: string) => `What to do with ${label}`,
  uses: { always: 'Always this', ask: 'Ask at each run', secret: 'Secret' },
  secretMissing: (step: number) =>
    `Step ${step}. Never kept. Enter it once, if runs should sign in by themselves`,
  secretBecomes: (step: number) => `Step ${step}. Locked when you confirm, and never shown again`,
  secretEntered: (step: number) => `Step ${step}. Entered, locked when you confirm`,
  secretStored: (step: number) => `Step ${step}. Stored earlier, locked`,
  enterSecret: 'Enter secret',
  enterAgain: 'Enter again',
  enterTitle: (label: string) => `Enter the secret for ${label}`,
  enterLabel: (label: string) => label,
  enterNote: 'Locked on this device. Only a one-time browser that you allowed can open it.',
  enterSave: 'Keep it for this automation',
  cancel: 'Cancel',

  name: 'Name',
  nameMissing: 'Give it a name, so that you find it again.',
  signIn: 'Sign-in',
  noSignIn: 'None',
  skipped: (list: string) => `Steps ${list} are skipped while it works.`,
  runsAllowed: 'Runs allowed',
  perDay: (amount: number, minutes: number) =>
    `${amount} a day, ${minutes === 1 ? '1 minute' : `${minutes} minutes`} each`,
  moreLimits: 'More limits',
  minutes: 'Stops by itself after',
  minutesOption: (minutes: number) => (minutes === 1 ? '1 minute' : `${minutes} minutes`),
  attempts: 'Tries, as long as nothing was changed',
  attemptsOption: (amount: number) => (amount === 1 ? '1 try' : `${amount} tries`),
  ends: 'Permission ends',
  endsOption: (days: number, date: string) => `In ${days} days, ${date}`,

  sentence: 'In one sentence',
  confirm: 'Confirm and save',
  saving: 'Signing and saving',
  tryFirst: 'Try it first',
  discard: 'Discard',
  discardTitle: 'Discard this recording?',
  discardMore: (steps: number) =>
    `${count(steps, 'step')} on this device will be deleted. Nothing was stored with your runner.`,
  keepDraft: 'Keep the draft',
  signs:
    'Confirming signs these limits with this device’s key. Any later change to steps, sites or changes asks you again.',
  draft: 'Left unsaved, it stays on this device for 7 days.',

  you: 'You',
  differences: {
    step: (number: number) => `Step ${number}`,
    added: 'is new:',
    removed: 'is gone:',
    moved: 'was moved:',
    changed: 'was changed:',
    siteAdded: (site: string): Sentence => ['May now visit ', { strong: site }],
    siteRemoved: (site: string): Sentence => ['May no longer visit ', { strong: site }],
    inputAdded: (name: string): Sentence => ['Now asks for ', { strong: name }],
    inputRemoved: (name: string): Sentence => ['No longer asks for ', { strong: name }],
    secretAdded: (name: string): Sentence => ['Now enters the secret ', { strong: name }],
    secretRemoved: (name: string): Sentence => ['No longer enters the secret ', { strong: name }],
    setting: (name: string): Sentence => ['Changed: ', { strong: name }],
  },
} as const;
