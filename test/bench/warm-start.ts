import { evidenceOf } from '../harness/run-evidence.ts';
import type { Family } from './figure.ts';
import { openWarmPods } from './warm-pods.ts';
import { startOnePage } from './whole-runs.ts';

const rounds = 15;

/** From asking for a run to its first step at work, where a browser is kept warm. */
export const warmStart: Family = {
  figures: [{ name: 'warm-start-ms', unit: 'ms', goal: { atMost: 50 } }],
  measure: async () => {
    const onePage = await startOnePage(1);
    const pods = await openWarmPods(onePage.stack.folders.config);
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      await pods.waiting();
      const { askedAt, run } = await onePage.run();
      const { report } = await evidenceOf(run);
      times.push((report.outcomes[0]?.startedAt ?? NaN) - askedAt);
    }
    await pods.close();
    await onePage.close();
    return { 'warm-start-ms': times.slice(1) };
  },
};
