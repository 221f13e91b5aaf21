import { delayOfClick } from '../harness/recording/delay-of-click.ts';
import { startRecordingAt } from '../harness/recording/desk.ts';
import type { Family } from './figure.ts';

const acts = 40;

/** From a click on a page that is recorded to its sentence in the real side panel. */
export const panel: Family = {
  figures: [{ name: 'panel-sentence-ms', unit: 'ms', goal: { atMost: 150 } }],
  measure: async () => {
    const desk = await startRecordingAt();
    try {
      await delayOfClick(desk);
      const delays: number[] = [];
      while (delays.length < acts) delays.push(await delayOfClick(desk));
      return { 'panel-sentence-ms': delays };
    } finally {
      await desk.close();
    }
  },
};
