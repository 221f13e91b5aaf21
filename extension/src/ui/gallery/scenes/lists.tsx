import type { AutomationsView } from '../../../pages/automations-view.ts';
import { Automations } from '../../../pages/Automations.tsx';
import type { RunsView } from '../../../pages/runs-view.ts';
import { Runs } from '../../../pages/Runs.tsx';
import type { ShellView } from '../../../pages/shell-view.ts';
import type { SignInsView } from '../../../pages/sign-ins-view.ts';
import { SignIns } from '../../../pages/SignIns.tsx';
import { berlin, galleryClock, today } from '../clock.ts';
import type { Scene, Scenes } from '../scene.ts';
import { nothing } from '../scene.ts';
import { automationRows, signInRows } from './list-data.ts';
import { runRows } from './run-rows.ts';
import { shell, shellActions } from './shell.ts';

const away: ShellView = {
  ...shell,
  away: {
    host: 'runner.halden.example',
    failedAt: today(9, 14),
    online: true,
    nextTryAt: galleryClock.now + 18_000,
    runsUnderWay: 1,
  },
};

function automations(view: Partial<AutomationsView>, frame = shell): Scene {
  const whole: AutomationsView = { automations: automationRows, ...view };
  const actions = {
    onRecord: nothing,
    onImport: nothing,
    onOpen: nothing,
    onRun: nothing,
    onStop: nothing,
    onResync: nothing,
    onReview: nothing,
    onSchedule: nothing,
    onExport: nothing,
    onRemove: nothing,
    onOpenRun: nothing,
  };
  const render = () => <Automations shell={frame} {...{ shellActions, actions }} view={whole} />;
  return { width: 1280, height: 800, render };
}

function runs(view: Partial<RunsView>): Scene {
  const whole: RunsView = { runs: runRows, total: 412, hasOlder: true, sinceDays: 7, ...view };
  const actions = { onSince: nothing, onOlder: nothing, onExport: nothing };
  const render = () => <Runs {...{ shell, shellActions, actions }} view={whole} />;
  return { width: 1280, height: 800, render };
}

function signIns(view: Partial<SignInsView>): Scene {
  const whole: SignInsView = {
    signIns: signInRows,
    warnings: { expiry: true, signedOut: true, resyncAlone: false },
    ...view,
  };
  const actions = {
    onStore: nothing,
    onResync: nothing,
    onTry: nothing,
    onRevoke: nothing,
    onWarnings: nothing,
  };
  const render = () => <SignIns {...{ shell, shellActions, actions }} view={whole} />;
  return { width: 1280, height: 800, render };
}

/** The lists, full, empty, in part, loading, and without the runner. */
export const listScenes: Scenes = {
  automations: automations({}),
  'automations-empty': automations({ automations: [] }),
  'automations-loading': automations({ automations: undefined }),
  'automations-partial': automations({
    automations: automationRows.slice(0, 5),
    partial: {
      of: 8,
      why: 'They were locked before this device was added. Mara’s ThinkPad can open them.',
    },
  }),
  'runner-unreachable': automations({ asOf: today(9, 12) }, away),
  'automations-stale': automations(
    {},
    { ...shell, freshness: { by: berlin(2026, 12, 12), schedules: 2 } },
  ),
  runs: runs({}),
  'runs-empty': runs({ runs: [], hasOlder: false, total: 0 }),
  'sign-ins': signIns({}),
  'sign-ins-empty': signIns({ signIns: [] }),
  'sign-ins-resynced': signIns({
    news: { kind: 'resynced', host: 'ledger.halden.example', added: 1, gone: 1 },
  }),
  'sign-ins-revoked': signIns({
    news: { kind: 'revoked', host: 'ledger.halden.example', runs: 2 },
  }),
};
