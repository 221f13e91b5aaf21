import { join } from 'node:path';

import { evidenceOf } from '../../harness/run-evidence.ts';
import type { Family } from '../figure.ts';
import { openWarmPods } from '../warm-pods.ts';
import { startOnCluster } from './site.ts';

const rounds = 15;

/** From asking for a run to its first step at work, where a pod is kept warm. */
export const warmClaim: Family = {
  figures: [{ name: 'warm-claim-ms', unit: 'ms', goal: { atMost: 100 } }],
  measure: async () => {
    const on = await startOnCluster({ warmPods: 1, mostWarmPods: 1 });
    const pods = await openWarmPods(join(on.whole.data, 'config'));
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      await pods.waiting();
      const askedAt = Date.now();
      const { report } = await evidenceOf(await on.permitted.run());
      times.push((report.outcomes[0]?.startedAt ?? NaN) - askedAt);
    }
    await pods.close();
    await on.close();
    return { 'warm-claim-ms': times.slice(1) };
  },
};
