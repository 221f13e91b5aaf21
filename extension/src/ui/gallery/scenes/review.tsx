import type { ReviewActions, ReviewView } from '../../../pages/review-view.ts';
import { Review } from '../../../pages/Review.tsx';
import { berlin, galleryClock } from '../clock.ts';
import type { Scene, Scenes } from '../scene.ts';
import { nothing } from '../scene.ts';
import { shell, shellActions } from './shell.ts';

const ledger = 'https://ledger.halden.example';
const login = 'https://login.halden.example';
const metrics = 'https://metrics.plinth.example';

const view: ReviewView = {
  steps: 9,
  sites: [
    { origin: ledger, host: 'ledger.halden.example', why: 'visited', steps: [1, 5, 6, 7, 8, 9] },
    { origin: login, host: 'login.halden.example', why: 'signing-in', steps: [2, 3, 4] },
    { origin: metrics, host: 'metrics.plinth.example', why: 'tracker', steps: [] },
  ],
  writes: [
    {
      id: 'w1',
      origin: login,
      host: 'login.halden.example',
      what: 'POST to /session',
      step: 4,
      neededToSignIn: true,
    },
    {
      id: 'w2',
      origin: ledger,
      host: 'ledger.halden.example',
      what: 'PUT to /settings/view',
      step: 6,
    },
  ],
  typed: [
    { id: 'email', label: 'Work email', step: 2, value: 'm.lind@halden.example' },
    { id: 'password', label: 'Ledger password', step: 3, secret: 'missing' },
  ],
  signIns: [
    {
      id: 's1',
      host: 'ledger.halden.example',
      owner: 'Mara',
      health: { kind: 'expires', at: berlin(2026, 11, 26, 18, 42) },
      skips: [2, 3, 4],
    },
  ],
  choices: {
    name: 'Download open invoices',
    sites: [ledger, login],
    writes: { w1: 1 },
    typed: { email: 'ask', password: 'secret' },
    signInId: 's1',
    perDay: 40,
    deadlineMs: 300_000,
    attempts: 3,
    notAfter: galleryClock.now + 90 * 86_400_000,
  },
  stage: { kind: 'editing' },
};

const actions: ReviewActions = {
  sentenceOf: ({ perDay }) =>
    `Signs in at login.halden.example, reads one table at ledger.halden.example, changes nothing else, at most ${perDay} times a day.`,
  onConfirm: nothing,
  onTry: nothing,
  onDiscard: nothing,
  onEnterSecret: nothing,
  onAct: nothing,
};

function scene(change: Partial<ReviewView>): Scene {
  const whole = { ...view, ...change };
  const render = () => <Review {...{ shell, shellActions, actions }} view={whole} />;
  return { width: 1280, height: 800, render };
}

/** The review of a new recording, of a change, and of what cannot be saved. */
export const reviewScenes: Scenes = {
  review: scene({}),
  'review-no-writes': scene({ writes: [], choices: { ...view.choices, writes: {} } }),
  'review-change': scene({
    before: {
      version: 3,
      difference: [
        ['Step 6: Choose ', { strong: 'Open' }, ' in ', { strong: 'State' }, ', was All'],
        ['May now change things at ', { strong: 'ledger.halden.example' }],
      ],
    },
    partial: true,
    choices: { ...view.choices, writes: { w1: 1, w2: 3 } },
  }),
  'review-failed': scene({
    stage: {
      kind: 'failed',
      words: {
        title: 'Somebody else changed your organization just now.',
        sentence: 'Nothing was saved yet. Confirm once more.',
        button: 'Confirm again',
      },
    },
  }),
};
