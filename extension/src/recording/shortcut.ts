import { lockedDevice } from '../store/device.ts';
import { intentItem, recordingItem } from '../store/recording.ts';
import { obey } from './control.ts';
import { siteOf } from './sites.ts';

async function noteIntent(tab: chrome.tabs.Tab): Promise<void> {
  const site = siteOf(tab.url);
  // Without a connection there is no key to seal a recording to: the popup asks for one first.
  if (!(await lockedDevice.getValue())) return;
  if (tab.id === undefined || !site || !tab.url) return;
  await intentItem.setValue({ tabId: tab.id, windowId: tab.windowId, site, url: tab.url });
}

async function stopOrIntend(tab: chrome.tabs.Tab): Promise<void> {
  if (await recordingItem.getValue()) return obey({ kind: 'stop' });
  await noteIntent(tab);
}

/** Alt+Shift+R: records on this site, or stops and reviews. Must be called in the worker's first turn. */
export function answerShortcut(): void {
  chrome.commands.onCommand.addListener((name, tab) => {
    if (name !== 'record' || !tab) return;
    // Chrome opens the panel only in the very turn of the key press, before anything can be asked.
    void chrome.sidePanel.open({ windowId: tab.windowId });
    void stopOrIntend(tab);
  });
}
