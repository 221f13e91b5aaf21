import { bareAddress } from '@mayfly/shared/base/address.ts';
import { sendSchema } from '@mayfly/shared/base/send.ts';
import type { Send } from '@mayfly/shared/base/send.ts';
import { addSend } from './entries.ts';
import { withFacts } from './facts.ts';
import { changeRecording } from './session.ts';
import { siteOf } from './sites.ts';
import { numberOf, withTab } from './tabs.ts';

/** Chrome shows only requests of sites that were permitted, whatever is asked for here. */
const filter: chrome.webRequest.RequestFilter = { urls: ['http://*/*', 'https://*/*'] };

/** A site that says this ties its sign-in to this very device: its cookies are worth nothing elsewhere. */
const deviceBoundHeaders = new Set(['secure-session-registration', 'sec-session-registration']);

function sendOf({ url, method }: chrome.webRequest.OnBeforeRequestDetails): Send | undefined {
  const { origin, pathname } = new URL(url);
  return sendSchema.safeParse({ origin, method, path: pathname }).data;
}

function onRequest(details: chrome.webRequest.OnBeforeRequestDetails): undefined {
  const send = sendOf(details);
  if (!send) return;
  void changeRecording(async (recording) => {
    const number = numberOf(recording, details.tabId);
    if (number === undefined || recording.status === 'paused') return undefined;
    // What a site sends that is not part of the recording is no act's doing.
    if (recording.tabs[number]?.elsewhere) return undefined;
    await addSend(recording, number, send);
    return withFacts(recording, 'origins', [send.origin]);
  });
}

function onRedirect({ tabId, type, redirectUrl }: chrome.webRequest.OnBeforeRedirectDetails): void {
  const site = siteOf(redirectUrl);
  if (type !== 'main_frame' || !site) return;
  void changeRecording((recording) => {
    const number = numberOf(recording, tabId);
    if (number === undefined) return undefined;
    const leaving = withTab(recording, number, (tab) => ({
      ...tab,
      leavingTo: bareAddress(redirectUrl),
    }));
    return withFacts(leaving, 'passed', [site]);
  });
}

function onHeaders({
  tabId,
  url,
  responseHeaders,
}: chrome.webRequest.OnHeadersReceivedDetails): undefined {
  const isBound = responseHeaders?.some(({ name }) => deviceBoundHeaders.has(name.toLowerCase()));
  const site = siteOf(url);
  if (!isBound || !site) return;
  void changeRecording((recording) =>
    numberOf(recording, tabId) === undefined
      ? undefined
      : withFacts(recording, 'deviceBound', [site]),
  );
}

/**
 * Observes, and never changes, the requests of permitted sites: which send data, where the tab is led, and who binds a
 * session to this device. Must be called in the worker's first turn, so that a request can wake it.
 */
export function observeRequests(): void {
  chrome.webRequest.onBeforeRequest.addListener(onRequest, filter);
  chrome.webRequest.onBeforeRedirect.addListener(onRedirect, filter);
  chrome.webRequest.onHeadersReceived.addListener(onHeaders, filter, ['responseHeaders']);
}

/** Requests wake the worker no more. */
export function stopObservingRequests(): void {
  chrome.webRequest.onBeforeRequest.removeListener(onRequest);
  chrome.webRequest.onBeforeRedirect.removeListener(onRedirect);
  chrome.webRequest.onHeadersReceived.removeListener(onHeaders);
}
