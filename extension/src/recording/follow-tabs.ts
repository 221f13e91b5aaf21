import { bareAddress } from '@mayfly/shared/base/address.ts';
import type { Recording } from '../store/recording.ts';
import { injectRecorder } from './content-scripts.ts';
import { lastActAt } from './entries.ts';
import { changeRecording } from './session.ts';
import { siteOf } from './sites.ts';
import { closeTab, numberOf, openTab, stray, turnTo, withTab } from './tabs.ts';

async function onCreated(tab: chrome.tabs.Tab): Promise<void> {
  await changeRecording(async (recording) => {
    if (tab.id === undefined || tab.windowId !== recording.windowId) return undefined;
    const opener = numberOf(recording, tab.openerTabId ?? -1);
    const byPage = opener !== undefined && (await isJustAfterAct(recording, opener));
    const url = tab.pendingUrl ?? tab.url ?? '';
    return openTab(recording, { id: tab.id, url, by: byPage ? 'page' : 'person' });
  });
}

/** How long after an act a tab that opens or closes is its doing, in ms. */
const causedMs = 1500;

async function isJustAfterAct(recording: Recording, number: number): Promise<boolean> {
  const at = await lastActAt(recording, number);
  return at !== undefined && Date.now() - at < causedMs;
}

/** A tab that was there before joins when it is turned to and shows a site of the recording. */
async function join(recording: Recording, tab: chrome.tabs.Tab): Promise<Recording | undefined> {
  const site = siteOf(tab.url);
  if (tab.id === undefined || !site || !recording.sites.includes(site)) return undefined;
  const url = tab.url ?? '';
  const joined = await openTab(recording, { id: tab.id, url, by: 'person' });
  await injectRecorder([tab.id]);
  return { ...joined, current: joined.tabs.length - 1 };
}

async function onActivated({ tabId, windowId }: chrome.tabs.OnActivatedInfo): Promise<void> {
  await changeRecording(async (recording) => {
    if (windowId !== recording.windowId) return undefined;
    const number = numberOf(recording, tabId);
    if (number !== undefined) return turnTo(recording, number);
    return join(recording, await chrome.tabs.get(tabId));
  });
}

async function onUpdated(tabId: number, url: string | undefined): Promise<void> {
  await changeRecording((recording) => {
    const number = numberOf(recording, tabId);
    if (number === undefined) return undefined;
    // Without a permission for the site, Chrome does not tell the address.
    const site = siteOf(url);
    if (site && recording.sites.includes(site)) return undefined;
    const known =
      site && url
        ? withTab(recording, number, (tab) => ({ ...tab, leavingTo: bareAddress(url) }))
        : recording;
    return stray(known, number);
  });
}

async function onRemoved(tabId: number): Promise<void> {
  await changeRecording(async (recording) => {
    const number = numberOf(recording, tabId);
    if (number === undefined) return undefined;
    return closeTab(
      recording,
      number,
      (await isJustAfterAct(recording, number)) ? 'page' : 'person',
    );
  });
}

/** Follows the tabs of the recording's window. Must be called in the worker's first turn. */
export function followTabs(): void {
  chrome.tabs.onCreated.addListener((tab) => void onCreated(tab));
  chrome.tabs.onActivated.addListener((info) => void onActivated(info));
  chrome.tabs.onUpdated.addListener((tabId, _change, tab) => void onUpdated(tabId, tab.url));
  chrome.tabs.onRemoved.addListener((tabId) => void onRemoved(tabId));
}
