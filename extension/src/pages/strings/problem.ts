import { plain } from '../../ui/sentence.ts';
import type { Sentence } from '../../ui/sentence.ts';

/** Words of what needs the person after a run, and of its proof. */
export const problem = {
  signedOut: 'The site has signed you out',
  signedOutSentence: (host: string) => `${host} showed its sign-in page instead of going on.`,
  signInEnded: (time: string) => `Your stored sign-in ended on ${time}.`,
  resyncAndRun: 'Resync and run again',
  resync: 'Resync',
  runAgain: 'Run again',
  takesCookies: (time: string) =>
    `Takes the cookies from this browser, where you are signed in as of ${time}, locks them, and starts a new run.`,
  opensSite: 'Opens the site in a tab and waits. Sign in there; we go on by ourselves.',
  safe: 'Safe to repeat: nothing had been changed.',
  twoWords:
    'A change had been made before. Resync first; whether to run again is a second word of yours.',

  didIt: (sentence: Sentence) => `Did “${plain(sentence)}” happen? Please look.`,
  contactLost: (step: number) =>
    `Contact with the one-time browser was lost after step ${step} was allowed to change something.`,
  contactLostAfter: (time: string, step: number) =>
    `Contact with the one-time browser was lost ${time} after step ${step}.`,
  noAnswer: (step: number) =>
    `The site did not answer after step ${step} was allowed to change something.`,
  neverRepeats: 'Mayfly never repeats a change on its own.',
  openPlace: (name: string) => `Open ${name} in a tab`,
  happened: 'It happened, finish',
  didNot: 'It did not, so it may run again',
  writtenDown: 'Your answer is written down with your name, and cannot be altered later.',
  settled: (done: boolean, by: string, time: string) =>
    `${by} answered ${time}: ${done ? 'it happened' : 'it did not happen'}.`,
  settledMore: 'The answer is signed and in the log.',

  lived: (time: string) => `This run’s browser lived ${time} and is gone`,
  gone: 'This run’s browser is gone',
  notGoneYet: 'Erasure not confirmed yet',
  askedTimes: (times: number, seconds: number) =>
    `Asked ${times === 1 ? 'once' : `${times} times`}, next in ${seconds} s.`,
  unproved: 'Unproved',
  unprovedMore:
    'The state was told, but nothing signed by your runner supports it. Do not rely on it.',
  refuted: 'The report does not fit the order',
  refutedMore:
    'It was changed, or was not made by the browser that your runner let in. It was not opened.',
  range: (from: string, to: string) => `${from} to ${to}`,
  lifeline: (born: string, worked: string, erased: string) =>
    `Started ${born}, unlocked once, ran ${worked}, erased ${erased}`,
  born: 'Born',
  working: 'Unlocked, working',
  erasedBar: 'Erased',
  bornWith: 'Born with nothing',
  bornWithMore: 'No key, no cookie, no steps.',
  fenceTested: (outOfReach: number, tried: number) =>
    `Its network limits were tested first: ${outOfReach} of ${tried} forbidden places were out of reach.`,
  unlockedOnce: 'Unlocked once',
  unlockedMore:
    'The key was handed to this browser alone, after checking what it is. A second request would be refused.',
  neverUnlocked: 'Never unlocked',
  neverUnlockedMore: 'No key was handed out for this run.',
  ended: 'Ended',
  endedMore: (done: number, of: number) =>
    `${done === of ? `All ${of}` : `${done} of ${of}`} steps done. The report was locked for your organization before it left.`,
  endedNot: 'No end was told',
  endedNotMore: 'Contact was lost before the browser could tell its end.',
  erased: 'Erased',
  erasedGrades: {
    'node-verified': 'Checked on the machine: no process, no memory disk, no folder of it is left.',
    api: 'The cluster says so: asked separately, it no longer has it.',
    unproved: 'The machine is out of reach. Gone only when it returns, or its removal is attested.',
  },
  auditor: 'For your auditor',
  browser: 'Browser',
  program: 'Program',
  allowedBy: 'Allowed by',
  logEntry: 'Log entry',
  logOf: (entry: string, size: string) => `${entry} of ${size}`,
  verify: 'Verify now',
  saveProof: 'Save proof',
  limits:
    'Proves what the runner and the cluster reported, and that the log was not altered. It cannot prove what someone who controls the machines did.',
  historyCaption: 'Who did what, in the order of the log',
  when: 'When',
  who: 'Who',
  what: 'What',
} as const;
