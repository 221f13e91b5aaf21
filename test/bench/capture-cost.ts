import { openCapturePage } from '../harness/recording/capture-page.ts';
import type { Family } from './figure.ts';

const rounds = 6;
const clicks = 40;
const typed = 'forty letters, and each of them an event';

declare global {
  /** What the recorder's listeners took so far, and how many events they heard. */
  var cost: { ms: number; events: number };
}

const body = `<label>Note <input></label><ul>${Array.from(
  { length: 300 },
  (_, at) => `<li>Row ${at} <button data-at="${at}">Open ${at}</button></li>`,
).join('')}</ul>`;

/** Has every listener of the page, which are the recorder's alone, time itself. */
const timeListeners = (): void => {
  const heard = new WeakSet<Event>();
  globalThis.cost = { ms: 0, events: 0 };
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function addTimed(type, listener, options) {
    if (typeof listener !== 'function') return add.call(this, type, listener, options);
    const timed = (event: Event): void => {
      if (!heard.has(event)) globalThis.cost.events += 1;
      heard.add(event);
      const startedAt = performance.now();
      listener.call(this, event);
      globalThis.cost.ms += performance.now() - startedAt;
    };
    return add.call(this, type, timed, options);
  };
};

/** What an event of a page costs the page while it is recorded: clicks and typing, among 300 rows. */
export const captureCost: Family = {
  figures: [{ name: 'capture-cost-ms', unit: 'ms', goal: { atMost: 0.2 } }],
  measure: async () => {
    const capture = await openCapturePage();
    const { page } = capture;
    await page.evaluateOnNewDocument(timeListeners);
    const costs: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      await capture.show(body);
      for (let at = 0; at < clicks; at++) await page.click(`[data-at="${at}"]`);
      await page.type('input', typed);
      costs.push(await page.evaluate(() => globalThis.cost.ms / globalThis.cost.events));
    }
    await capture.close();
    return { 'capture-cost-ms': costs.slice(1) };
  },
};
