import type { CDPSession, Page } from 'puppeteer-core';
import { bareAddress } from '../base/address.ts';

/** Requests that may still change what a page shows. Streams and pictures are not waited for. */
const awaited: ReadonlySet<string> = new Set(['Document', 'Fetch', 'XHR']);

/** Longest time between the answer that a page does not become and the word that it is a download, in ms. */
const downloadWordMs = 500;

/** What goes on in one tab: navigations not yet there, requests not yet answered, downloads, the last status. */
export interface PageWatch {
  readonly page: Page;
  readonly session: CDPSession;
  /** The HTTP status of the page's own document, where it was seen. */
  readonly status: number | undefined;
  /** Addresses, without query, of downloads that began: none was taken. It only grows. */
  readonly downloads: readonly string[];
  /** Whether a navigation of the page has begun that has not arrived; with `any`, of a frame inside it too. */
  isLeaving(any?: boolean): boolean;
  /** Requests that began at or after the mark and are not answered. */
  pendingSince(mark: number): number;
  /** A mark for {@link pendingSince}. */
  mark(): number;
  /** Gives up on what is pending: neither it nor another request to the same place is waited for again. */
  forgetPending(): void;
  /** Answers at the next event. */
  next(): Promise<void>;
  stop(): Promise<void>;
}

/** Watches a tab until it is stopped. Refuses downloads. */
export async function watchPage(page: Page): Promise<PageWatch> {
  const session = await page.createCDPSession();
  const leaving = new Set<string>();
  const pending = new Map<string, { readonly number: number; readonly place: string }>();
  const slow = new Set<string>();
  const downloads: string[] = [];
  /** Answered navigations, by request; and frames whose answer became no page: a download will be told in a moment, or nothing. */
  const answers = new Map<string, string>();
  const undecided = new Set<string>();
  let started = 0;
  let status: number | undefined;
  let waiting = Promise.withResolvers<void>();

  const told = () => {
    waiting.resolve();
    waiting = Promise.withResolvers();
  };
  const arrived = (frameId: string) => {
    leaving.delete(frameId);
    told();
  };
  const answered = ({ requestId }: { requestId: string }) => {
    pending.delete(requestId);
    answers.delete(requestId);
    told();
  };
  const decideLater = (frameId: string) => {
    undecided.add(frameId);
    setTimeout(() => {
      undecided.delete(frameId);
      told();
    }, downloadWordMs);
  };
  const mainFrame = async () => (await session.send('Page.getFrameTree')).frameTree.frame.id;

  session.on('Page.frameRequestedNavigation', ({ frameId, disposition }) => {
    if (disposition === 'currentTab') leaving.add(frameId);
  });
  session.on('Page.frameStartedNavigating', ({ frameId, navigationType }) => {
    if (!/sameDocument/i.test(navigationType)) leaving.add(frameId);
  });
  session.on('Page.frameNavigated', ({ frame }) => arrived(frame.id));
  session.on('Page.navigatedWithinDocument', ({ frameId }) => arrived(frameId));
  session.on('Page.frameStoppedLoading', ({ frameId }) => arrived(frameId));
  session.on('Page.frameDetached', ({ frameId }) => arrived(frameId));
  session.on('Network.requestWillBeSent', ({ requestId, type = 'Other', request }) => {
    const place = bareAddress(request.url);
    if (awaited.has(type) && !slow.has(place)) pending.set(requestId, { number: started++, place });
  });
  session.on('Network.responseReceived', ({ requestId, type, response, frameId }) => {
    if (type === 'Document' && frameId === main) status = response.status;
    if (type === 'Document' && frameId) answers.set(requestId, frameId);
    // An answer that streams has no end to wait for.
    if (response.mimeType === 'text/event-stream') answered({ requestId });
  });
  session.on('Network.loadingFinished', answered);
  session.on('Network.loadingFailed', ({ requestId }) => {
    const frameId = answers.get(requestId);
    if (frameId) decideLater(frameId);
    answered({ requestId });
  });
  session.on('Page.downloadWillBegin', ({ url, frameId }) => {
    downloads.push(bareAddress(url));
    undecided.delete(frameId);
    arrived(frameId);
  });

  const [main] = await Promise.all([
    mainFrame(),
    session.send('Page.enable'),
    session.send('Network.enable', {
      maxTotalBufferSize: 0,
      maxResourceBufferSize: 0,
      maxPostDataSize: 0,
    }),
    session.send('Browser.setDownloadBehavior', { behavior: 'deny', ...contextOf(page) }),
  ]);

  return {
    page,
    session,
    downloads,
    get status() {
      return status;
    },
    isLeaving: (any = false) =>
      any
        ? leaving.size + undecided.size > 0
        : [leaving, undecided].some((frames) => frames.has(main)),
    pendingSince: (mark) => [...pending.values()].filter(({ number }) => number >= mark).length,
    mark: () => started,
    forgetPending: () => {
      for (const { place } of pending.values()) slow.add(place);
      pending.clear();
    },
    next: () => waiting.promise,
    stop: async () => {
      if (!page.isClosed() && page.browser().connected) await session.detach();
    },
  };
}

/** Which browser context a page belongs to; the first one has no name. */
function contextOf(page: Page): { browserContextId?: string } {
  const { id } = page.browserContext();
  return id ? { browserContextId: id } : {};
}
