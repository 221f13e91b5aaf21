import { ChoosePassphrase } from '../../../popup/ChoosePassphrase.tsx';
import type { HomeView } from '../../../popup/home-view.ts';
import { Home } from '../../../popup/Home.tsx';
import { PairCode } from '../../../popup/PairCode.tsx';
import { Paired } from '../../../popup/Paired.tsx';
import { PairStop } from '../../../popup/PairStop.tsx';
import type { CookieOffer, StoreStage } from '../../../popup/store-cookies-view.ts';
import { StoreCookies } from '../../../popup/StoreCookies.tsx';
import { Unlock } from '../../../popup/Unlock.tsx';
import { berlin, friday, galleryClock, today } from '../clock.ts';
import type { Scene, Scenes } from '../scene.ts';
import { nothing } from '../scene.ts';

const host = 'ledger.halden.example';
const in3days = berlin(2026, 11, 26, 18, 42);

const home: HomeView = {
  runner: 'connected',
  site: {
    kind: 'site',
    host,
    signIn: { storedAt: friday(9, 12), health: { kind: 'expires', at: in3days } },
  },
  shortcut: 'Alt Shift R',
  automations: [
    {
      id: 'a1',
      name: 'Download open invoices',
      nextRunAt: berlin(2026, 11, 24, 9, 0),
      writes: false,
    },
    { id: 'a2', name: 'Approve expenses under €50', writes: true, needsApproval: true },
  ],
  runs: [
    {
      id: 'r1',
      name: 'Weekly chargeback export',
      status: 'running',
      step: 6,
      of: 14,
      at: today(9, 4),
    },
    { id: 'r2', name: 'Download open invoices', status: 'succeeded', at: today(9, 0) },
    { id: 'r3', name: 'Approve expenses under €50', status: 'outcome-unknown', at: friday(16, 20) },
  ],
};

const homeActions = {
  onRecord: nothing,
  onStopAndReview: nothing,
  onStoreCookies: nothing,
  onResync: nothing,
  onRun: nothing,
  onOpenRun: nothing,
  onOpenMayfly: nothing,
  onOpenSettings: nothing,
  onOpenSignIns: nothing,
  onUnlock: nothing,
};

const offer: CookieOffer = {
  needed: [
    { id: '1', name: 'ledger_session', httpOnly: true, hostOnly: true, expiresAt: in3days },
    {
      id: '2',
      name: 'ledger_device',
      httpOnly: true,
      hostOnly: false,
      expiresAt: berlin(2027, 10, 20),
    },
    { id: '3', name: 'csrf_token', httpOnly: false, hostOnly: false },
  ],
  passed: [{ host: 'login.halden.example', cookies: 2, expiresAt: berlin(2026, 12, 23, 9) }],
  storage: [
    { key: 'locale', bytes: 120 },
    { key: 'device', bytes: 900 },
    { key: 'flags', bytes: 800 },
    { key: 'seen', bytes: 280 },
  ],
  others: Array.from({ length: 18 }, (_, place) => ({
    id: `o${place}`,
    name: `pref_${place}`,
    httpOnly: false,
    hostOnly: false,
    expiresAt: berlin(2027, 10, 20),
    reason: 'A setting of the page',
  })),
  deviceBound: true,
};

function popup(render: Scene['render'], height = 560): Scene {
  return { width: 380, height, render };
}

function homeScene(view: HomeView): Scene {
  return popup(() => <Home view={view} actions={homeActions} />);
}

function cookieScene(stage: StoreStage): Scene {
  const actions = { onBack: nothing, onStore: nothing, onAskAgain: nothing, onUse: nothing };
  const unused = [{ id: 'a1', name: 'Download open invoices' }];
  return popup(() => <StoreCookies view={{ host, stage, unused }} actions={actions} />, 600);
}

/** The popup in all its states. */
export const popupScenes: Scenes = {
  'popup-pair-code': popup(() => (
    <PairCode
      invitation="mayfly1.pGN1cmx4HGh0dHBzOi8vcnVubmVyLmhhbGRlbi5leGFtcGxlZ2ludml0ZXJYIDVIcTI"
      state={{
        kind: 'refused',
        words: {
          title: 'This invitation was already used.',
          sentence:
            'Invitations work once. Press Enter in the runner’s window for a new one. If nobody you know used it, tell your administrator.',
        },
      }}
      onConnect={nothing}
    />
  )),
  'popup-pair-reaching': popup(() => (
    <PairCode
      invitation="mayfly1.pGN1cmx4HGh0"
      state={{ kind: 'reaching', since: galleryClock.now - 2000 }}
      onConnect={nothing}
    />
  )),
  'popup-pair-stop': popup(() => <PairStop onPasteNew={nothing} onCopyDetails={nothing} />),
  'popup-passphrase': popup(() => (
    <ChoosePassphrase
      proposed={['harbour', 'velvet', 'copper', 'meadow', 'lantern', 'orbit']}
      leastLength={12}
      onPropose={nothing}
      onChoose={nothing}
    />
  )),
  'popup-paired': popup(() => <Paired address="runner.halden.example" onContinue={nothing} />),
  'popup-unlock': popup(() => <Unlock state="wrong" onUnlock={nothing} />),
  'popup-home': homeScene(home),
  'popup-home-away': homeScene({ ...home, runner: 'away', asOf: today(9, 12) }),
  'popup-home-locked': homeScene({ ...home, known: 'locked' }),
  'popup-home-asking': homeScene({ ...home, known: 'asking' }),
  'popup-home-expires': homeScene({
    ...home,
    news: [{ kind: 'expires', host, at: galleryClock.now + 72_000_000 }],
  }),
  'popup-home-stale': homeScene({
    ...home,
    news: [{ kind: 'fresh', by: berlin(2026, 12, 12), schedules: 2 }],
  }),
  'popup-home-recording': homeScene({
    ...home,
    recording: { host, startedAt: today(9, 12), steps: 9 },
  }),
  'popup-home-new': homeScene({
    ...home,
    site: { kind: 'site', host, signIn: undefined },
    automations: [],
    runs: [],
  }),
  'popup-home-not-recordable': homeScene({ ...home, site: { kind: 'not-recordable' } }),
  'popup-store-cookies': cookieScene({ kind: 'choosing', offer }),
  'popup-store-none': cookieScene({ kind: 'none' }),
  'popup-store-refused': cookieScene({ kind: 'refused' }),
  'popup-store-trying': cookieScene({ kind: 'trying', since: galleryClock.now - 3000 }),
  'popup-store-works': cookieScene({
    kind: 'stored',
    works: true,
    changed: { added: 1, gone: 1 },
  }),
  'popup-store-signed-out': cookieScene({ kind: 'stored', works: false }),
};
