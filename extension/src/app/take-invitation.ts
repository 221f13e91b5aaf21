import { hrefOf } from '../pages/routes.ts';
import { lockedDevice } from '../store/device.ts';
import { pairingStage } from '../store/runner.ts';

const prefix = '#invitation=';

/**
 * Where the runner opened this browser itself, its invitation stands in the address: it is filled in, in popup and page
 * alike, and leaves the address at once. A browser that is connected already keeps its runner.
 */
export async function takeInvitation(): Promise<void> {
  if (!location.hash.startsWith(prefix)) return;
  const invitation = decodeURIComponent(location.hash.slice(prefix.length));
  const isPaired = (await lockedDevice.getValue()) !== null;
  if (!isPaired) await pairingStage.setValue({ invitation, accepted: false });
  history.replaceState(null, '', hrefOf({ page: isPaired ? 'automations' : 'welcome' }));
  await closeOtherPages();
}

/** Installing opened the welcome page a moment ago: one is enough. */
async function closeOtherPages(): Promise<void> {
  const own = await chrome.tabs.getCurrent();
  const open = await chrome.tabs.query({ url: `${chrome.runtime.getURL('/app.html')}*` });
  const others = open.flatMap(({ id }) => (id === undefined || id === own?.id ? [] : [id]));
  await chrome.tabs.remove(others);
}
