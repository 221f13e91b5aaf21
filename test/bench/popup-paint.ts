import { sealKeys } from '@mayfly/shared/envelope/keys.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { builtExtension, openInside } from '../harness/recording/desk.ts';
import { launchBrowser } from '../harness/browser.ts';
import type { Family } from './figure.ts';

const rounds = 15;

/** From asking for the popup's page to the first thing that it draws, on a device that is connected. */
export const popupPaint: Family = {
  figures: [{ name: 'popup-paint-ms', unit: 'ms', goal: { atMost: 100 } }],
  measure: async () => {
    const [folder] = await Promise.all([builtExtension(), ready()]);
    const browser = await launchBrowser({ extensions: [] });
    try {
      const id = await browser.installExtension(folder);
      const inside = await openInside(browser, id, sealKeys());
      await inside.close();
      const times: number[] = [];
      for (let round = 0; round <= rounds; round++) {
        const page = await browser.newPage();
        await page.goto(`chrome-extension://${id}/popup.html`);
        times.push(await page.evaluate(firstPaint));
        await page.close();
      }
      return { 'popup-paint-ms': times.slice(1) };
    } finally {
      await browser.close();
    }
  },
};

const firstPaint = (): Promise<number> =>
  new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const entry = list.getEntriesByName('first-contentful-paint')[0];
      if (entry) resolve(entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
