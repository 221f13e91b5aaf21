import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { sealKeys } from '@mayfly/shared/envelope/keys.ts';
import type { SealKeys } from '@mayfly/shared/envelope/keys.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { buildExtension, extensionFolder } from '@mayfly/cloud-runner/launcher/builds.ts';
import type { Browser, Page } from 'puppeteer-core';
import { launchBrowser } from '../browser.ts';
import { installPermitted } from '../permitted-extension.ts';
import { startRecordingSite } from '../../sites/recording.ts';
import type { RecordingSite } from '../../sites/recording.ts';

/** A person at a browser with the real extension, recording on a site. */
export type RecordingDesk = {
  browser: Browser;
  site: RecordingSite;
  page: Page;
  panel: Page;
  /** A page of the extension, to look into what the browser keeps. */
  inside: Page;
  reading: SealKeys;
  extensionId: string;
  /** Waits until the panel says so. */
  seen: (sentence: string) => Promise<void>;
  /** The sentences of the panel, in order. */
  sentences: () => Promise<string[]>;
  close: () => Promise<void>;
};

/** The folder of the extension as it is built now. */
export async function builtExtension(): Promise<string> {
  await buildExtension();
  return extensionFolder;
}

/** Sits down, opens `path`, and presses “Record on this site” in the real popup. */
export async function startRecordingAt(path = ''): Promise<RecordingDesk> {
  const [built] = await Promise.all([builtExtension(), ready()]);
  const site = await startRecordingSite();
  const browser = await launchBrowser({ extensions: [] });
  const allowed = { origins: ['http://127.0.0.1/*'] };
  const extension = await installPermitted(browser, built, allowed);
  const reading = sealKeys();
  const page = await browser.newPage();
  await page.goto(site.url + path);
  const inside = await openInside(browser, extension.id, reading);
  await page.bringToFront();
  await pressRecord(browser, page, extension.id);
  const panel = await openPanel(browser);
  return {
    browser,
    site,
    page,
    panel,
    inside,
    reading,
    extensionId: extension.id,
    seen: async (sentence) => {
      await panel.waitForFunction((words) => document.body.innerText.includes(words), {}, sentence);
    },
    sentences: () =>
      panel.$$eval('ol > li', (rows) =>
        rows.flatMap((row) => row.innerText.split('\n').find((line) => /\D/.test(line)) ?? []),
      ),
    close: async () => {
      await browser.close();
      await Promise.all([site.stop(), extension.remove()]);
    },
  };
}

/** Opens a page of the extension, and lets the device look paired: drafts are sealed to `reading`. */
export async function openInside(browser: Browser, id: string, reading: SealKeys): Promise<Page> {
  const inside = await browser.newPage();
  await inside.goto(`chrome-extension://${id}/app.html`);
  await inside.evaluate((device) => chrome.storage.local.set({ device, device$: { v: 1 } }), {
    reading: toBase64url(reading.publicKey),
  });
  return inside;
}

/** Presses “Record on this site” in the real popup over a page. */
export async function pressRecord(browser: Browser, page: Page, id: string): Promise<void> {
  const extension = (await browser.extensions()).get(id);
  if (!extension) throw new Error('The extension is not installed.');
  await page.triggerExtensionAction(extension);
  const isPopup = (url: string): boolean => url.endsWith('/popup.html');
  const popup = await (await browser.waitForTarget((target) => isPopup(target.url()))).asPage();
  const button = await popup.waitForSelector('::-p-text(Record on this site)');
  // The popup closes itself on this very click, perhaps before Chrome has answered that it clicked.
  await button?.click().catch((error: unknown) => {
    if (!popup.isClosed()) throw error;
  });
}

/** The real side panel, once it shows the first step. */
export async function openPanel(browser: Browser): Promise<Page> {
  const isPanel = (url: string): boolean => url.endsWith('/sidepanel.html');
  const panel = await (await browser.waitForTarget((target) => isPanel(target.url()))).asPage();
  await panel.waitForSelector('ol > li');
  return panel;
}

/** Ends the worker, as Chrome does when it was idle, and waits until it is gone. */
export async function endWorker({ browser, extensionId }: RecordingDesk): Promise<void> {
  const session = await browser.target().createCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const worker = targetInfos.find(
    ({ type, url }) => type === 'service_worker' && url.includes(extensionId),
  );
  if (!worker) throw new Error('There is no worker.');
  const { targetId } = worker;
  await session.send('Target.setDiscoverTargets', { discover: true });
  const gone = new Promise<void>((resolve) => {
    session.on('Target.targetDestroyed', (event) => event.targetId === targetId && resolve());
  });
  await session.send('Target.closeTarget', { targetId });
  await gone;
  await session.detach();
}

/** Everything that the extension keeps, as one text. */
export async function everythingKept(inside: Page): Promise<string> {
  return inside.evaluate(async () => {
    const areas = await Promise.all([
      chrome.storage.session.get(null),
      chrome.storage.local.get(null),
      chrome.storage.sync.get(null),
    ]);
    return JSON.stringify(areas);
  });
}
