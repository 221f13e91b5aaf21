import { slotsBetween } from '@mayfly/shared/envelope/slot.ts';
import { Page } from '../../../pages/Page.tsx';
import type { ScheduleView } from '../../../pages/schedule-view.ts';
import { Schedule } from '../../../pages/Schedule.tsx';
import type { SettingsView } from '../../../pages/settings-view.ts';
import { Settings } from '../../../pages/Settings.tsx';
import { Welcome } from '../../../pages/Welcome.tsx';
import { berlin, galleryClock, today } from '../clock.ts';
import type { Scene, Scenes } from '../scene.ts';
import { nothing } from '../scene.ts';
import { shell, shellActions } from './shell.ts';

const view: SettingsView = {
  devices: [
    { id: 'd1', name: 'Mara’s ThinkPad', here: true, addedAt: berlin(2026, 11, 2) },
    {
      id: 'd2',
      name: 'Jonas, office desktop',
      here: false,
      addedAt: berlin(2026, 11, 3),
      addedBy: 'Mara',
      lastUsedAt: today(9, 4),
    },
  ],
  canAddDevice: true,
  kit: { kind: 'not-saved' },
  runner: {
    address: 'https://runner.halden.example',
    key: '7f3c 91ab … e04d',
    keyState: 'pinned',
    ownVersion: '1.0.3',
    answeredMs: 12,
    checkedAt: today(9, 12),
    logSize: 412,
    acts: 38,
    head: '3k9a 77fz … q02d',
  },
  sites: [
    { host: 'ledger.halden.example', may: ['record', 'cookies'] },
    { host: 'pay.orrery.example', may: ['record'] },
  ],
  singleKeys: true,
  checks: { amount: 6, seconds: 20 },
};

function settings(change: Partial<SettingsView>): Scene {
  const actions = {
    onAddDevice: nothing,
    onRemoveDevice: nothing,
    onLock: nothing,
    onSaveKit: nothing,
    onTestKit: nothing,
    onForgetRunner: nothing,
    onTestRunner: nothing,
    onTakeBack: nothing,
    onSingleKeys: nothing,
    onCheck: nothing,
  };
  const whole = { ...view, ...change };
  const render = () => <Settings {...{ shell, shellActions, actions }} view={whole} />;
  return { width: 1280, height: 800, render };
}

function schedule(cron: string, change: Partial<ScheduleView> = {}): Scene {
  const whole: ScheduleView = {
    exists: cron !== '0 9 * * 1-5',
    choices: { cron, zone: 'Europe/Berlin', graceMs: 86_400_000, parallel: 1 },
    signInEndsAt: berlin(2026, 11, 26, 18, 42),
    stage: { kind: 'editing' },
    ...change,
  };
  const after = galleryClock.now;
  const render = () => (
    <Page
      {...{ shell, shellActions }}
      current="automations"
      title="Download open invoices"
      lead="8 steps on ledger.halden.example"
    >
      <Schedule
        view={whole}
        actions={{
          slotsOf: (choices, most) => slotsBetween(choices, { after, until: after + 4e10, most }),
          onConfirm: nothing,
          onRemove: nothing,
          onClose: nothing,
          onResync: nothing,
          onEdit: nothing,
        }}
      />
    </Page>
  );
  return { width: 1280, height: 800, render };
}

/** Settings, the schedule over its automation, and the first page of all. */
export const settingsScenes: Scenes = {
  settings: settings({}),
  'settings-key-changed': settings({
    runner: { ...view.runner, keyState: 'changed', answeredMs: undefined },
    kit: { kind: 'not-built' },
    sites: [],
    canAddDevice: false,
  }),
  'settings-checked': settings({
    kit: { kind: 'saved', at: berlin(2026, 11, 4) },
    checked: [
      { words: 'The server stores only locked data', passed: true, detail: '214 items' },
      { words: 'A changed byte is refused', passed: false, detail: 'tampered' },
    ],
  }),
  schedule: schedule('0 9 * * 1-5'),
  'schedule-weekly': schedule('30 6 * * 1'),
  'schedule-asks': schedule('0 9 * * 1-5', { asks: ['Month'] }),
  'schedule-cron-wrong': schedule('61 * * * *'),
  welcome: { width: 1280, height: 800, render: () => <Welcome onConnect={nothing} /> },
};
