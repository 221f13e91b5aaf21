import type { HistoryLine, RunProof, RunStep, RunView } from '../../../pages/run-view.ts';
import type { PlainTable } from '../../cell-order.ts';
import type { Sentence } from '../../sentence.ts';
import { today } from '../clock.ts';
import { picture } from '../picture.ts';

const strong = (text: string) => ({ strong: text });

const plans: readonly [Sentence, string, number][] = [
  [['Go to ', strong('ledger.halden.example')], 'Go to', 2200],
  [['Close ', strong('What’s new'), ', if shown'], 'Close notice', 900],
  [['Click ', strong('Invoices')], 'Invoices', 1200],
  [['Enter the input ', strong('Year')], 'Year: 2026', 900],
  [['Choose ', strong('100'), ' in ', strong('Rows')], 'Rows: 100', 900],
  [['Choose ', strong('Open'), ' in ', strong('State')], 'State: Open', 1100],
  [['Click ', strong('Show all')], 'Show all', 1800],
  [['Get table ', strong('Open invoices')], 'Get table', 2300],
];

/** The eight steps, done; `change` says what is different. */
export function runSteps(change: (step: RunStep) => Partial<RunStep>): RunStep[] {
  return plans.map(([sentence, label, durationMs], place) => {
    const step: RunStep = {
      number: place + 1,
      sentence,
      label,
      durationMs,
      state: 'done',
      before: picture(place < 2 ? 'home' : 'list'),
      after: picture(place === 0 ? 'home' : 'list'),
    };
    return Object.assign(step, change(step));
  });
}

/** What adapting looked like at step 6. */
export function adaptedSixth({ number }: RunStep): Partial<RunStep> {
  if (number !== 6) return {};
  return {
    state: 'adapted',
    waitedMs: 700,
    after: picture('list', { x: 372, y: 124, width: 208, height: 64 }),
    finding: {
      lines: [
        { way: 'Test id', literal: '[data-testid="state-filter"]', result: 'none' },
        { way: 'Label “State”', result: 'several', alike: 2 },
        { way: 'By likeness, “Status” list', result: 'chosen', likeness: 0.97 },
      ],
      needed: 0.9,
      next: 0.41,
    },
    repair: { failedRuns: 3 },
  };
}

const suppliers = ['Kestrel Paper AB', 'Orrery Cloud Ltd', 'Tallow & Finch', 'Nordlicht GmbH'];

/** Forty-two invented invoices. */
export const invoices: PlainTable = {
  name: 'Open invoices',
  columns: ['Number', 'Supplier', 'Due', 'Amount', 'State'],
  rows: Array.from({ length: 42 }, (_, place) => [
    `INV-${20_418 + place * 3}`,
    suppliers[place % suppliers.length] ?? '',
    `${1 + (place % 28)} Dec 2026`,
    `€ ${(1284 + place * 317.5).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`,
    place % 3 === 2 ? 'Overdue' : 'Open',
  ]),
};

/** All seen, all checked. */
export const proof: RunProof = {
  verdict: 'checked',
  bornAt: today(9, 0, 1),
  fence: { tried: 3, outOfReach: 3 },
  releasedAt: today(9, 0, 2),
  endedAt: today(9, 0, 13),
  erasure: { kind: 'gone', at: today(9, 0, 14), grade: 'node-verified' },
  auditor: {
    browser: 'run-9g4x…7c1e-1',
    program: 'sha256:4be1…77c0',
    allowedBy: 'Mara’s ThinkPad, version 7',
    logEntry: 18_377,
    logSize: 18_402,
  },
};

const history: readonly HistoryLine[] = [
  {
    at: today(8, 58),
    who: 'Mara Lind',
    what: ['Confirmed version 7 of ', strong('Download open invoices')],
    logEntry: 18_371,
  },
  { at: today(9, 0, 2), who: 'Your runner', what: 'Let one browser in, try 1', logEntry: 18_376 },
  { at: today(9, 0, 13), who: 'The one-time browser', what: 'Told its end', logEntry: 18_378 },
  { at: today(9, 0, 14), who: 'Your runner', what: 'Saw that it is gone', logEntry: 18_379 },
];

/** Run 214, which went well. */
export const succeeded: RunView = {
  id: 'r214',
  number: 214,
  automation: { id: 'a1', name: 'Download open invoices' },
  status: 'succeeded',
  starter: { kind: 'schedule' },
  at: today(9, 0, 2),
  durationMs: 11_400,
  deadlineMs: 300_000,
  readOnly: true,
  changes: { confirmed: 0, of: 0 },
  attempt: 1,
  steps: runSteps(adaptedSixth),
  tables: [invoices],
  proof,
  afterwards: {
    reportLockedAt: today(9, 0, 13),
    renewedCookies: { amount: 1, at: today(9, 0, 13) },
  },
  history,
};
