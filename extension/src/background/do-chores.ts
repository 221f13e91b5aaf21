import { freshness } from '../store/freshness.ts';
import { unlockedSeeds } from '../store/device.ts';
import { openPage } from '../pages/open-page.ts';
import { sendBeat } from '../cloud/beat.ts';
import { refreshHome } from '../cloud/refresh-home.ts';
import { sweepDrafts } from '../vault/drafts.ts';
import { resyncOnVisit } from './resync-on-visit.ts';
import { showWarnings, watchWarnings } from './show-warnings.ts';
import { tolerateRefusal } from './tolerate-refusal.ts';

/** A person's sign of life: at unlocking, and as often as this while unlocked. */
const beatEveryMs = 24 * 3_600_000;

/**
 * Names of the alarms: the runner is asked each minute while unlocked; old drafts go once an hour; what ends soon is looked
 * for every quarter of an hour.
 */
const alarms = { home: 'home', drafts: 'drafts', warnings: 'warnings' } as const;

/**
 * What the worker does by itself: it opens the first page once, tells the runner that this person is there, keeps what
 * the popup shows up to date, marks the toolbar button when something needs the person, and forgets old drafts. Alarms wake
 * it, so that it may sleep in between.
 */
export function doChores(): void {
  chrome.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') openPage({ page: 'welcome' });
  });
  chrome.alarms.onAlarm.addListener(({ name }) => {
    void chores[name]?.().catch(tolerateRefusal);
  });
  unlockedSeeds.watch((seeds) => void arrange(seeds !== null).catch(tolerateRefusal));
  void chrome.alarms.create(alarms.drafts, { delayInMinutes: 1, periodInMinutes: 60 });
  void chrome.alarms.create(alarms.warnings, { delayInMinutes: 15, periodInMinutes: 15 });
  watchWarnings();
  resyncOnVisit();
  void unlockedSeeds.getValue().then((seeds) => keepAlarm(seeds !== null));
}

const chores: Readonly<Record<string, () => Promise<void>>> = {
  [alarms.home]: look,
  [alarms.drafts]: () => sweepDrafts(Date.now()),
  [alarms.warnings]: showWarnings,
};

/** The device was unlocked, or locked. */
async function arrange(unlocked: boolean): Promise<void> {
  await keepAlarm(unlocked);
  if (!unlocked) return;
  await sendBeat();
  await refreshHome();
}

async function keepAlarm(unlocked: boolean): Promise<void> {
  if (!unlocked) return void (await chrome.alarms.clear(alarms.home));
  if (await chrome.alarms.get(alarms.home)) return;
  await chrome.alarms.create(alarms.home, { periodInMinutes: 1 });
}

async function look(): Promise<void> {
  if (!(await unlockedSeeds.getValue())) return;
  const known = await freshness.getValue();
  if (Date.now() - (known?.heardAt ?? 0) >= beatEveryMs) await sendBeat();
  await refreshHome();
}
