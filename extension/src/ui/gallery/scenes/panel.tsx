import type { PermissionState } from '../../../panel/Permission.tsx';
import { Permission } from '../../../panel/Permission.tsx';
import type { RecordedStep, RecordingView } from '../../../panel/recording-view.ts';
import { Recording } from '../../../panel/Recording.tsx';
import { galleryClock } from '../clock.ts';
import type { Scene, Scenes } from '../scene.ts';
import { nothing } from '../scene.ts';

const host = 'ledger.halden.example';

const steps: readonly RecordedStep[] = [
  { id: '1', number: 1, shape: 'go', sentence: ['Go to ', { strong: host }] },
  {
    id: '2',
    number: 2,
    shape: 'type',
    sentence: ['Enter ', { strong: 'm.lind@halden.example' }, ' in ', { strong: 'Work email' }],
    asked: true,
  },
  {
    id: '3',
    number: 3,
    shape: 'type',
    sentence: ['Enter a secret in ', { strong: 'Password' }],
    secret: 'Ledger password',
  },
  {
    id: '4',
    number: 4,
    shape: 'click',
    sentence: ['Click ', { strong: 'Sign in' }],
    sendsTo: 'login.halden.example',
  },
  { id: '5', number: 5, shape: 'click', sentence: ['Click ', { strong: 'Invoices' }] },
  {
    id: '6',
    number: 6,
    shape: 'choose',
    sentence: ['Choose ', { strong: 'Open' }, ' in ', { strong: 'State' }],
  },
  {
    id: '7',
    number: 7,
    shape: 'click',
    sentence: ['Click ', { strong: 'Show all' }],
    note: 'Waited 1.8 s for 42 rows',
  },
  {
    id: '8',
    number: 8,
    shape: 'table',
    sentence: ['Get table ', { strong: 'Open invoices' }],
    note: '42 rows, 5 columns: Number, Supplier, Due, Amount, State',
  },
  { id: '9', number: 9, shape: 'click', sentence: ['Click ', { strong: 'Next page' }] },
];

const recording: RecordingView = {
  state: { kind: 'recording' },
  startedAt: galleryClock.now - 134_000,
  hosts: [host, 'login.halden.example'],
  steps,
  canUndo: true,
  canRedo: false,
  pages: [8, 9],
  shortcut: 'Alt Shift R',
};

const actions = {
  onStop: nothing,
  onPause: nothing,
  onResume: nothing,
  onUndo: nothing,
  onRedo: nothing,
  onRemove: nothing,
  onTool: nothing,
  onAdd: nothing,
  onReadAllPages: nothing,
  onKeepPages: nothing,
  onAllowSite: nothing,
  onLeaveOut: nothing,
};

function recordingScene(view: Partial<RecordingView>): Scene {
  const whole = { ...recording, ...view };
  return { width: 400, height: 800, render: () => <Recording view={whole} actions={actions} /> };
}

function permissionScene(state: PermissionState): Scene {
  const render = () => (
    <Permission host={host} state={state} onAllow={nothing} onNotNow={nothing} />
  );
  return { width: 400, height: 800, render };
}

/** The side panel in all its states. */
export const panelScenes: Scenes = {
  'panel-permission': permissionScene('asking'),
  'panel-permission-refused': permissionScene('refused'),
  'panel-permission-blocked': permissionScene('blocked'),
  'panel-recording': recordingScene({}),
  'panel-recording-empty': recordingScene({ steps: [], pages: undefined }),
  'panel-recording-paused': recordingScene({ state: { kind: 'paused' } }),
  'panel-recording-tool': recordingScene({ tool: 'table', pages: undefined }),
  'panel-recording-check': recordingScene({ tool: 'check', pages: undefined }),
  'panel-recording-other-site': recordingScene({
    state: { kind: 'other-site', host: 'metrics.plinth.example' },
  }),
};
