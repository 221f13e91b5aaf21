import { downCluster, upCluster } from '../../harness/cluster.ts';
import type { Family } from '../figure.ts';

const rounds = 5;

const withName = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const before = process.env['MAYFLY_CLUSTER'];
  process.env['MAYFLY_CLUSTER'] = name;
  try {
    return await work();
  } finally {
    process.env['MAYFLY_CLUSTER'] = before;
  }
};

/** How long `k8s/cluster/up.sh` takes until its node is ready, where programs and certificates are there. */
export const clusterUp: Family = {
  figures: [{ name: 'cluster-up-s', unit: 's', goal: { atMost: 20 } }],
  measure: () =>
    // One that nobody else uses, since it must be down.
    withName('bench-up', async () => {
      const times: number[] = [];
      for (let round = 0; round <= rounds; round++) {
        await downCluster();
        const startedAt = performance.now();
        await upCluster();
        times.push((performance.now() - startedAt) / 1_000);
      }
      await downCluster();
      return { 'cluster-up-s': times.slice(1) };
    }),
};
