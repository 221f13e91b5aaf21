import { definitions, sentenceOf } from '@mayfly/shared/steps/index.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type { AutomationStep, AutomationView } from '../../../pages/automation-view.ts';
import { Automation } from '../../../pages/Automation.tsx';
import type { StepShape } from '../../step-icon.ts';
import { berlin, today } from '../clock.ts';
import type { Scene, Scenes } from '../scene.ts';
import { nothing } from '../scene.ts';
import { shell, shellActions } from './shell.ts';

const invoices = { name: 'Invoices', selectors: ['::-p-aria(Invoices[role="link"])', 'nav a'] };
const state = { name: 'State', selectors: ['[data-testid="state-filter"]', '#state'] };
const table = { name: 'Open invoices', role: 'table', selectors: ['#invoices'] };

const plan: readonly [Step, StepShape, Partial<AutomationStep>?][] = [
  [{ id: 's1', type: 'go-to', url: 'https://ledger.halden.example/' }, 'go'],
  [
    {
      id: 's2',
      type: 'fill',
      target: { name: 'Password', selectors: ['#password'] },
      value: { secret: 'password' },
    },
    'type',
    { secret: 'Ledger password' },
  ],
  [
    { id: 's3', type: 'click', target: invoices, how: 'single' },
    'click',
    { sendsTo: 'login.halden.example' },
  ],
  [
    { id: 's4', type: 'select', target: state, options: ['Open', { input: 'state' }] },
    'choose',
    { change: 'changed', asked: true },
  ],
  [
    {
      id: 's5',
      type: 'get-table',
      target: table,
      name: 'invoices',
      row: 'tbody tr',
      columns: [
        { name: 'Number', selector: 'td:nth-child(1)' },
        { name: 'Supplier', selector: 'td:nth-child(2)' },
      ],
      limit: 1000,
    },
    'table',
    { change: 'new' },
  ],
];

const steps = plan.map(([step, shape, more], place): AutomationStep => {
  const row = { id: step.id, number: place + 1, shape, sentence: sentenceOf(step), step };
  return Object.assign(row, more);
});

const view: AutomationView = {
  id: 'a1',
  name: 'Download open invoices',
  hosts: ['ledger.halden.example', 'login.halden.example'],
  version: 3,
  state: { kind: 'in-force' },
  writes: false,
  next: { kind: 'at', at: berlin(2026, 11, 24, 9), words: 'Weekdays at 09:00' },
  signInHost: 'ledger.halden.example',
  permissionEndsAt: berlin(2027, 2, 21),
  steps,
  names: {
    inputs: [{ name: 'state', label: 'State' }],
    secrets: [{ name: 'password', label: 'Ledger password' }],
  },
  addable: definitions.map(({ type, title }) => ({ type, title })),
  versions: [
    {
      id: 'v3',
      version: 3,
      at: today(8, 58),
      by: 'Mara Lind',
      running: true,
      difference: [
        ['Step 4: Choose ', { strong: 'Open' }, ' in ', { strong: 'State' }, ', was All'],
      ],
    },
    {
      id: 'v1',
      version: 1,
      at: berlin(2026, 11, 2),
      by: 'Mara Lind',
      running: false,
      difference: [],
    },
  ],
  stage: { kind: 'idle' },
};

function scene(change: Partial<AutomationView>): Scene {
  const actions = {
    onRun: nothing,
    onSchedule: nothing,
    onLimits: nothing,
    onSave: nothing,
    onUndo: nothing,
    onChangeStep: nothing,
    onRemoveStep: nothing,
    onMoveStep: nothing,
    onAddStep: () => '',
    onPick: nothing,
    onRestore: nothing,
    onResolve: nothing,
  };
  const whole = { ...view, ...change };
  const render = () => <Automation {...{ shell, shellActions, actions }} view={whole} />;
  return { width: 1280, height: 800, render };
}

/** One automation as it runs, edited, and in conflict; the form of each kind of control. */
export const automationScenes: Scenes = {
  automation: scene({}),
  'automation-changed': scene({
    state: { kind: 'changed', steps: 2 },
    steps: steps.toReversed().map((step, place) => Object.assign({}, step, { number: place + 1 })),
  }),
  'automation-choices': scene({ steps: steps.slice(3), state: { kind: 'saved', version: 4 } }),
  'automation-conflict': scene({ state: { kind: 'conflict', device: 'Jonas, office desktop' } }),
};
