import { recordingItem } from '../store/recording.ts';
import { command } from './messages.ts';
import { siteOf } from './sites.ts';

/**
 * While something is recorded, opening the popup on a site that Chrome did not name says which it is: pressing the
 * toolbar button shows the extension this one address. The panel can then offer to allow it.
 */
export async function nameStrangeSite(): Promise<void> {
  const recording = await recordingItem.getValue();
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const site = siteOf(tab?.url);
  const isStrange = recording && site && !recording.sites.includes(site);
  if (isStrange && tab?.id !== undefined) await command({ kind: 'name-site', tabId: tab.id, site });
}
