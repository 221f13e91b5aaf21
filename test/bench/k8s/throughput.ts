import { evidenceOf } from '../../harness/run-evidence.ts';
import type { Family } from '../figure.ts';
import { openBarePods, showsPage } from './bare-pods.ts';
import type { BarePods } from './bare-pods.ts';
import { startOnCluster } from './site.ts';
import type { OnCluster } from './site.ts';

const rounds = 3;
/** How many pods are on the node at once, and how many are measured together. */
const [atOnce, count] = [4, 16];

/**
 * Runs per minute on the node, each from its order until its pod is gone, over bare pods per minute, the same number at
 * once, each of which starts the bare browser, prints the page, and is deleted.
 */
export const throughput: Family = {
  figures: [{ name: 'node-throughput', unit: '', goal: { atLeast: 0.8 } }],
  measure: async () => {
    const on = await startOnCluster({ warmPods: 0, mostWarmPods: 0, mostRuns: atOnce });
    const bare = await openBarePods(on.whole);
    const ratios: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const bareMs = await timeOf(() => many(() => oneBare(bare, on.url)));
      const runsMs = await timeOf(() => many(() => oneRun(on)));
      ratios.push(bareMs / runsMs);
    }
    await bare.close();
    await on.close();
    return { 'node-throughput': ratios.slice(1) };
  },
};

const timeOf = async (work: () => Promise<void>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

/** Does it so many times, some at once. */
const many = async (one: () => Promise<void>): Promise<void> => {
  let left = count;
  const some = async () => {
    while (left > 0) {
      left -= 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, some));
};

const oneBare = async (bare: BarePods, url: string): Promise<void> => {
  const { name } = await bare.start(showsPage(url, 0));
  await bare.printed(name);
  await bare.remove(name);
};

const oneRun = async ({ permitted }: OnCluster): Promise<void> => {
  await evidenceOf(await permitted.run());
};
