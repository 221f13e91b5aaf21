import { join } from 'node:path';
import type { RecordedEvent } from '@mayfly/shared/event/recorded-event.ts';
import type { Browser, Page } from 'puppeteer-core';
import { rolldown } from 'rolldown';
import { launchBrowser } from '../browser.ts';
import type { Told } from '@mayfly/extension/src/capture/told.ts';
import type { Heard, capture } from './capture-entry.ts';

declare global {
  /** The capture room, bundled into the page of a test. */
  var room: { capture: typeof capture };
  /** What the recorder of the page said so far. */
  var heard: Heard;
}

/** A real page with the capture room in it. */
export type CapturePage = {
  page: Page;
  /** Shows a body, and records what is done on it. */
  show: (body: string) => Promise<void>;
  /** The events told so far, without their fingerprints. */
  events: () => Promise<RecordedEvent[]>;
  told: () => Promise<Told[]>;
  leftOut: () => Promise<string[]>;
  close: () => Promise<void>;
};

async function bundle(): Promise<string> {
  const input = join(import.meta.dirname, 'capture-entry.ts');
  const bundled = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
  const { output } = await bundled.generate({ format: 'iife', name: 'room', minify: false });
  await bundled.close();
  return output[0].code;
}

/** Opens it in real Chromium. */
export async function openCapturePage(): Promise<CapturePage> {
  const code = await bundle();
  const browser: Browser = await launchBrowser();
  const page = await browser.newPage();
  const told = (): Promise<Told[]> => page.evaluate(() => globalThis.heard.told as Told[]);
  return {
    page,
    show: async (body) => {
      await page.goto('about:blank');
      await page.setContent(`<!doctype html><html><body>${body}</body></html>`);
      await page.addScriptTag({ content: code });
      await page.evaluate(() => {
        globalThis.heard = globalThis.room.capture.record();
      });
    },
    told,
    events: async () =>
      (await told()).flatMap((each) =>
        each.kind === 'event' ? [lean(each.event as RecordedEvent)] : [],
      ),
    leftOut: () => page.evaluate(() => globalThis.heard.leftOut),
    close: () => browser.close(),
  };
}

function lean(event: RecordedEvent): RecordedEvent {
  if (!('target' in event) || !event.target) return event;
  const { fingerprint: _fingerprint, ...target } = event.target;
  return { ...event, target };
}
