import { pagesOf } from './sites.ts';
import type { Site } from './sites.ts';

const id = 'recorder';
const file = 'recorder.js';

/** Puts the recorder into every frame of the pages that these tabs show now, where it may. */
export async function injectRecorder(tabs: readonly number[]): Promise<void> {
  const inject = (tabId: number): Promise<unknown> =>
    chrome.scripting.executeScript({ target: { tabId, allFrames: true }, files: [file] });
  // A tab may be closed, or show a page of another site by now: then there is nothing to inject into.
  await Promise.allSettled(tabs.map(inject));
}

/** Puts the recorder into every frame of the pages of these sites that are still to come. */
export async function registerRecorder(sites: readonly Site[]): Promise<void> {
  await unregisterRecorder();
  await chrome.scripting.registerContentScripts([
    {
      id,
      js: [file],
      matches: sites.map(pagesOf),
      allFrames: true,
      matchOriginAsFallback: true,
      runAt: 'document_start',
      persistAcrossSessions: false,
    },
  ]);
}

/** Pages to come are not recorded any more. Recorders that already run are told by a message. */
export async function unregisterRecorder(): Promise<void> {
  const registered = await chrome.scripting.getRegisteredContentScripts({ ids: [id] });
  if (registered.length > 0) await chrome.scripting.unregisterContentScripts({ ids: [id] });
}
