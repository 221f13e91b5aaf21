import { useEffect, useEffectEvent, useState } from 'react';
import { unlockedSeeds } from '../store/device.ts';
import { openPage } from '../pages/open-page.ts';
import { popupIntent } from '../store/home.ts';
import { wordsOf } from '../ui/words-of.ts';
import { cookiePermissions } from '../vault/site.ts';
import { StoreCookies } from './StoreCookies.tsx';
import { askForCookies } from './ask-for-cookies.ts';
import { UnlockFlow } from './UnlockFlow.tsx';
import type { KnownAutomation } from '../store/home.ts';
import type { Locked } from './lock-sign-in.ts';
import type { CookieSelection, StoreStage } from './store-cookies-view.ts';
import type { Reading } from './read-sign-in.ts';

type StoreFlowProps = {
  host: string;
  tab: chrome.tabs.Tab | undefined;
  automations: readonly KnownAutomation[];
  onBack: () => void;
};

/** Reads what makes the sign-in on this site, lets the person choose, and locks it for one-time browsers only. */
export function StoreFlow({ host, tab, automations, onBack }: StoreFlowProps) {
  const [stage, setStage] = useState<StoreStage>({ kind: 'reading' });
  const [reading, setReading] = useState<Reading>();
  const [then, setThen] = useState<() => void>();
  const read = async () => {
    setStage({ kind: 'reading' });
    const { readSignIn } = await import('./read-sign-in.ts');
    if (!(await chrome.permissions.contains(cookiePermissions(bareHost(host))))) {
      return setStage({ kind: 'refused' });
    }
    const found = await readSignIn(bareHost(host), tab);
    setReading(found);
    return setStage(found.offer ? { kind: 'choosing', offer: found.offer } : { kind: 'none' });
  };
  const begin = useEffectEvent(() => {
    void read();
    void popupIntent.removeValue();
  });
  useEffect(() => begin(), []);
  if (then) return <UnlockFlow onUnlocked={then} />;
  const store = async (found: Reading, selection: CookieSelection) => {
    setThen(undefined);
    setStage({ kind: 'locking' });
    try {
      const { lockSignIn, trySignIn } = await import('./lock-sign-in.ts');
      const locked = await lockSignIn(found, selection);
      setStage({ kind: 'trying', since: Date.now() });
      setStage(await trySignIn(locked).catch((error: unknown) => untried(locked, error)));
    } catch (error) {
      setStage({ kind: 'failed', words: wordsOf(error) });
    }
  };
  return (
    <StoreCookies
      view={{ host, stage, unused: unusedOf(automations) }}
      actions={{
        onBack,
        onUse: (id) => openPage({ page: 'review', id }),
        onAskAgain: () => void askForCookies(bareHost(host)).then(read),
        onStore: (selection) => {
          if (!reading) return;
          const work = () => void store(reading, selection);
          void unlockedSeeds.getValue().then((seeds) => {
            if (seeds) return work();
            return setThen(() => work);
          });
        },
      }}
    />
  );
}

function unusedOf(automations: readonly KnownAutomation[]) {
  return automations
    .filter(({ usesSignIn }) => !usesSignIn)
    .map(({ subject, name }) => ({ id: subject, name }));
}

/** It is stored all the same; why it could not be tried is told. */
function untried({ changed }: Locked, error: unknown): StoreStage {
  const why = wordsOf(error).title;
  return { kind: 'stored', works: undefined, why, ...(changed ? { changed } : {}) };
}

function bareHost(host: string): string {
  return host.replace(/:\d+$/, '');
}
