import { delayOfClick } from '../harness/recording/delay-of-click.ts';
import { startRecordingAt } from '../harness/recording/desk.ts';

/** How long after an act its sentence stands in the real side panel, in ms, of so many acts; at most 150 is promised. */
export type PanelFigures = {
  readonly acts: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** The promised 150 ms over the median: how many times it is quicker. */
  readonly ratio: number;
};

const promisedMs = 150;

const share = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

/** Clicks on a page in real Chromium while it is recorded, after one click that does not count. */
export const benchPanel = async (acts = 40): Promise<PanelFigures> => {
  const desk = await startRecordingAt();
  try {
    await delayOfClick(desk);
    const delays: number[] = [];
    while (delays.length < acts) delays.push(await delayOfClick(desk));
    const sorted = delays.toSorted((one, other) => one - other);
    const medianMs = share(sorted, 0.5);
    return { acts, medianMs, p95Ms: share(sorted, 0.95), ratio: promisedMs / medianMs };
  } finally {
    await desk.close();
  }
};

if (import.meta.main) console.log(await benchPanel());
