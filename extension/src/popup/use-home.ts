import { useEffect, useState } from 'react';
import { unlockedSeeds } from '../store/device.ts';
import { knownHome, popupIntent } from '../store/home.ts';
import { recordingItem } from '../store/recording.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { siteName, siteOf } from '../recording/sites.ts';
import { freshness } from '../store/freshness.ts';
import { warningOf } from '../store/freshness-warning.ts';
import { signInWarnings } from '../store/preferences.ts';
import { healthOf } from '../vault/health.ts';
import { warningsOf } from '../vault/sign-in-warnings.ts';
import type { KnownAutomation, KnownHome, PopupIntent } from '../store/home.ts';
import type { Recording } from '../store/recording.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';
import type { Freshness } from '../store/freshness.ts';
import type { SignInWarnings } from '../store/preferences.ts';
import type { HomeNews, HomeSite, HomeView } from './home-view.ts';

/** What the popup shows, and what its buttons need. */
export type HomeData = {
  readonly view: HomeView;
  readonly host: string | undefined;
  readonly tab: chrome.tabs.Tab | undefined;
  readonly automations: readonly KnownAutomation[];
  readonly intent: PopupIntent | undefined;
};

type Read = {
  tab: chrome.tabs.Tab | undefined;
  home: KnownHome | null;
  recording: Recording | null;
  signIns: Record<string, KnownSignIn>;
  intent: PopupIntent | null;
  shortcut: string | undefined;
  fresh: Freshness | null;
  wanted: SignInWarnings;
  locked: boolean;
};

/** What is known, at once; then, where the device is unlocked, what the runner says now. */
export function useHome(): HomeData | undefined {
  const [read, setRead] = useState<Read>();
  useEffect(() => {
    void readAll().then(setRead);
    const again = () => void readAll().then(setRead);
    const watched = [knownHome, recordingItem, knownSignIns, unlockedSeeds];
    const unwatch = watched.map((item) => item.watch(again));
    void warmUp();
    return () => unwatch.forEach((end) => end());
  }, []);
  return read && toData(read);
}

async function readAll(): Promise<Read> {
  const [[tab], home, recording, signIns, intent, commands, fresh, wanted, seeds] =
    await Promise.all([
      chrome.tabs.query({ active: true, currentWindow: true }),
      knownHome.getValue(),
      recordingItem.getValue(),
      knownSignIns.getValue(),
      popupIntent.getValue(),
      chrome.commands.getAll(),
      freshness.getValue(),
      signInWarnings.getValue(),
      unlockedSeeds.getValue(),
    ]);
  const shortcut = commands.find(({ name }) => name === 'record')?.shortcut;
  return { tab, home, recording, signIns, intent, shortcut, fresh, wanted, locked: !seeds };
}

/** After the first paint: what the next click may need, and what the runner says now. */
async function warmUp(): Promise<void> {
  void import('./ask-for-cookies.ts');
  if (!(await unlockedSeeds.getValue())) return;
  const { refreshHome } = await import('../cloud/refresh-home.ts');
  await refreshHome();
}

function toData(read: Read): HomeData {
  const { tab, home, recording, signIns, intent, shortcut, locked } = read;
  const origin = siteOf(tab?.url);
  const host = origin && siteName(origin);
  const automations = home?.automations.filter(({ origins }) => origin && origins.includes(origin));
  const view: HomeView = {
    runner: home?.failedAt === undefined ? 'connected' : 'away',
    known: home ? 'yes' : locked ? 'locked' : 'asking',
    asOf: home?.failedAt === undefined ? undefined : home.at,
    news: newsOf(read),
    site: siteView(origin, Object.values(signIns)),
    automations: (automations ?? []).map(({ subject, name, writes, nextRunAt }) => ({
      id: subject,
      name,
      writes,
      nextRunAt,
    })),
    runs: (home?.runs ?? []).map(({ run, ...rest }) => ({ id: run, ...rest })),
    ...(recording ? { recording: recordingView(recording) } : {}),
    ...(shortcut ? { shortcut: shortcut.replaceAll('+', ' ') } : {}),
  };
  return { view, host, tab, automations: automations ?? [], intent: intent ?? undefined };
}

function newsOf({ signIns, wanted, fresh }: Read): HomeNews[] {
  const now = Date.now();
  const late = warningOf(fresh, now);
  const news: HomeNews[] = warningsOf(Object.values(signIns), wanted, now);
  return late ? [{ kind: 'fresh', ...late }, ...news] : news;
}

function siteView(origin: string | undefined, signIns: readonly KnownSignIn[]): HomeSite {
  if (origin === undefined) return { kind: 'not-recordable' };
  const stored = signIns.find(({ origins }) => origins.includes(origin));
  const signIn = stored && { storedAt: stored.storedAt, health: healthOf(stored, Date.now()) };
  return { kind: 'site', host: siteName(origin), signIn };
}

function recordingView({ sites, startedAt, order }: Recording) {
  return { host: sites[0] ? siteName(sites[0]) : '', startedAt, steps: order.length };
}
