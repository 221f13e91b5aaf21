import { hrefOf } from './routes.ts';
import type { Route } from './routes.ts';

/** Opens a page of Mayfly in a tab: the one that is open, or a new one. */
export function openPage(route: Route): void {
  void showPage(route);
}

async function showPage(route: Route): Promise<void> {
  const address = chrome.runtime.getURL('/app.html');
  const url = address + hrefOf(route);
  const [open] = await chrome.tabs.query({ url: `${address}*` });
  if (open?.id === undefined) return void (await chrome.tabs.create({ url }));
  await chrome.tabs.update(open.id, { url, active: true });
  await chrome.windows.update(open.windowId, { focused: true });
}
