import { lazy, Suspense, useState } from 'react';
import { command } from '../recording/messages.ts';
import { siteOf } from '../recording/sites.ts';
import { intentItem } from '../store/recording.ts';
import { popupIntent } from '../store/home.ts';
import { unlockedSeeds } from '../store/device.ts';
import { openPage } from '../pages/open-page.ts';
import { Home } from './Home.tsx';
import { useHome } from './use-home.ts';
import type { HomeData } from './use-home.ts';
import type { HomeActions } from './Home.tsx';

const StoreFlow = lazy(async () => ({ default: (await import('./StoreFlow.tsx')).StoreFlow }));
const UnlockFlow = lazy(async () => ({ default: (await import('./UnlockFlow.tsx')).UnlockFlow }));

/** Where the popup is; `unlock` goes on with what was asked for. */
type Place =
  | { kind: 'home' }
  | { kind: 'store'; host: string }
  | { kind: 'unlock'; goOn: () => void };

/** What can be started on the page under the popup. */
export function HomeFlow() {
  const home = useHome();
  const [place, setPlace] = useState<Place>({ kind: 'home' });
  if (!home) return null;
  const { host } = home;
  const back = () => setPlace({ kind: 'home' });
  const unlocked = (goOn: () => void) =>
    void unlockedSeeds.getValue().then((seeds) => {
      if (seeds) goOn();
      else setPlace({ kind: 'unlock', goOn });
    });
  const storing = place.kind === 'store' ? place.host : home.intent?.host;
  if (place.kind === 'unlock') {
    return (
      <Suspense>
        <UnlockFlow onUnlocked={place.goOn} />
      </Suspense>
    );
  }
  if (storing !== undefined && storing === host) {
    return (
      <Suspense>
        <StoreFlow host={storing} tab={home.tab} automations={home.automations} onBack={back} />
      </Suspense>
    );
  }
  const store = () => void startStoring(host).then((kind) => kind && setPlace(kind));
  return <Home view={home.view} actions={actionsOf(home, { store, unlocked, back })} />;
}

type Ways = {
  store: () => void;
  unlocked: (goOn: () => void) => void;
  back: () => void;
};

function actionsOf(home: HomeData, { store, unlocked, back }: Ways): HomeActions {
  return {
    onRecord: () => startRecording(home),
    onStopAndReview: () => void command({ kind: 'stop' }).then(() => window.close()),
    onStoreCookies: store,
    onResync: store,
    onRun: (subject) => unlocked(() => void run(home, subject)),
    onOpenRun: (id) => openPage({ page: 'run', id }),
    onOpenMayfly: () => openPage({ page: 'automations' }),
    onOpenSettings: () => openPage({ page: 'settings' }),
    onOpenSignIns: () => openPage({ page: 'sign-ins' }),
    onUnlock: () => unlocked(back),
  };
}

/** The panel opens in the very click; it asks Chrome for the site, since a popup may be closed by Chrome's prompt. */
function startRecording({ tab }: HomeData): void {
  const site = siteOf(tab?.url);
  if (!tab?.id || !tab.url || !site) return;
  const { id: tabId, windowId, url } = tab;
  void intentItem.setValue({ tabId, windowId, site, url });
  void chrome.sidePanel.open({ windowId }).then(() => window.close());
}

/** Asks in the very click. Chrome's prompt may close the popup: what was meant is kept, so that reopening goes on. */
async function startStoring(host: string | undefined): Promise<Place | undefined> {
  if (host === undefined) return undefined;
  await popupIntent.setValue({ kind: 'store-cookies', host });
  const { askForCookies } = await import('./ask-for-cookies.ts');
  await askForCookies(host.replace(/:\d+$/, ''));
  return { kind: 'store', host };
}

async function run(home: HomeData, subject: string): Promise<void> {
  const known = home.automations.find((one) => one.subject === subject);
  if (!known?.grant || known.asks) return openPage({ page: 'automation', id: subject });
  const { startFromPopup } = await import('./start-run.ts');
  openPage({ page: 'run', id: await startFromPopup(known.grant) });
}
