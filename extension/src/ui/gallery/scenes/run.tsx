import type { RunActions, RunStep, RunView } from '../../../pages/run-view.ts';
import { Run } from '../../../pages/Run.tsx';
import { berlin, friday, galleryClock, today } from '../clock.ts';
import { picture } from '../picture.ts';
import type { Scene, Scenes } from '../scene.ts';
import { nothing } from '../scene.ts';
import { proof, runSteps, succeeded } from './run-data.ts';
import { shell, shellActions } from './shell.ts';

const actions: RunActions = {
  onStop: nothing,
  onRunAgain: nothing,
  onDownloadCsv: nothing,
  onCopyForSupport: nothing,
  onCopyStep: nothing,
  onTakeRepair: nothing,
  onResync: nothing,
  onResyncAndRun: nothing,
  onOpenPlace: nothing,
  onSettle: nothing,
  onAct: nothing,
  onVerify: nothing,
  onSaveProof: nothing,
};

function scene(change: Partial<RunView>, tab?: string): Scene {
  const view = { ...succeeded, ...change };
  const render = () => <Run {...{ shell, shellActions, view, actions }} />;
  return tab === undefined
    ? { width: 1280, height: 800, render }
    : { width: 1280, height: 800, render, click: tab };
}

function upTo(running: number): (step: RunStep) => Partial<RunStep> {
  return ({ number }) => {
    if (number < running) return {};
    if (number === running) return { state: 'running', durationMs: 1300, after: undefined };
    return notRun();
  };
}

function notRun(): Partial<RunStep> {
  return { state: 'not-run', durationMs: undefined, before: undefined, after: undefined };
}

const live: Partial<RunView> = {
  number: 215,
  status: 'running',
  starter: { kind: 'person', name: 'Mara Lind' },
  at: galleryClock.now - 7200,
  durationMs: undefined,
  usualMs: 11_000,
  tables: [],
  proof: undefined,
  afterwards: {},
};

const failedFirst = runSteps(({ number }) =>
  number === 1
    ? {
        state: 'failed',
        durationMs: 1900,
        before: undefined,
        after: picture('login'),
        failure: {
          words: {
            title: 'The site has signed you out',
            sentence: 'It showed its sign-in page instead of the invoices.',
          },
          code: 'session-expired',
          facts: [
            { label: 'Expected', text: 'Heading “Invoices”' },
            { label: 'Saw', text: 'Heading “Sign in to Ledger”' },
            { label: 'Sent to', text: 'login.halden.example' },
          ],
        },
      }
    : { state: 'not-run', before: undefined, after: undefined },
);

const signedOut: Partial<RunView> = {
  number: 213,
  status: 'failed',
  at: friday(9, 0, 1),
  durationMs: 3100,
  tables: [],
  steps: failedFirst,
  afterwards: {},
  problem: {
    kind: 'signed-out',
    host: 'ledger.halden.example',
    endedAt: berlin(2026, 11, 19, 18, 42),
    signedInHereAt: today(9, 13),
    changed: false,
  },
};

const unknown: Partial<RunView> = {
  number: 88,
  automation: { id: 'a2', name: 'Approve expenses under €50' },
  status: 'outcome-unknown',
  starter: { kind: 'person', name: 'Mara Lind' },
  at: friday(16, 20),
  durationMs: 48_000,
  readOnly: false,
  changes: { confirmed: 6, of: 7 },
  steps: [],
  tables: [],
  proof: { ...proof, endedAt: undefined, lost: { code: 'node-lost', at: friday(16, 20, 46) } },
  afterwards: {},
  problem: {
    kind: 'unknown',
    question: 'Did claim EXP-3317 get approved? Please look.',
    step: { number: 7, sentence: ['Click ', { strong: 'Approve' }] },
    lostAfterMs: 400,
    place: { name: 'the claim' },
  },
};

/** A run in its states and a report in its tabs. */
export const runScenes: Scenes = {
  'run-queued': scene({
    ...live,
    status: 'queued',
    steps: runSteps(notRun),
    queue: { place: 2, startsAt: galleryClock.now + 20_000 },
  }),
  'run-starting': scene({ ...live, status: 'starting', steps: runSteps(notRun) }),
  'run-live': scene({
    ...live,
    steps: runSteps(upTo(6)),
    waitingFor: ['field ', { strong: 'State' }, ' to stop moving, 0.4 s'],
    heardAt: galleryClock.now - 1000,
  }),
  'run-silent': scene({
    ...live,
    steps: runSteps(upTo(6)),
    heardAt: galleryClock.now - 12_000,
  }),
  report: scene({}),
  'report-data': scene({}, 'Data'),
  'report-proof': scene({}, 'Erasure proof'),
  'report-history': scene({}, 'Who did what'),
  'report-signed-out': scene(signedOut),
  'report-unknown': scene(unknown),
  'report-unproved': scene(
    {
      proof: { ...proof, erasure: { kind: 'asked', times: 2, nextAt: galleryClock.now + 30_000 } },
    },
    'Erasure proof',
  ),
  'report-locked': scene({
    steps: [],
    tables: [],
    locked: { others: ['Jonas Weber'] },
  }),
};
