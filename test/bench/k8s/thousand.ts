import { join } from 'node:path';

import { call } from '@mayfly/shared/api/client.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import { installOnCluster } from '../../harness/cluster-installation.ts';
import type { ClusterInstallation } from '../../harness/cluster-installation.ts';
import { device } from '../../harness/device.ts';
import { goTo, permit } from '../../harness/permit.ts';
import type { Permit } from '../../harness/permit.ts';
import { statementsOf } from '../../harness/run-evidence.ts';
import { until } from '../../harness/until.ts';
import { quantileOf } from '../figure.ts';
import type { Family } from '../figure.ts';
import { addFakeNodes, startBound } from './crowd/fake-nodes.ts';
import { mostMib, programOf } from './processes.ts';

const nodes = 50;
/** How many orders are on their way at once. */
const senders = 16;
const deadlineMs = 1_800_000;
const patienceMs = 1_200_000;
const service = { namespace: 'mayfly-system', app: 'mayfly-service', program: 'service.mjs' };

/** So many runs at once: all of them have a pod and its keys before the first may end. */
export const manyAtOnce = (count: number): Family => ({
  figures: [
    { name: 'thousand-lost', unit: 'runs', goal: { atMost: 0 } },
    { name: 'thousand-service-mib', unit: 'MiB', goal: { atMost: 250 } },
    { name: 'thousand-enqueue-p99-ms', unit: 'ms', goal: { atMost: 1_000 } },
  ],
  measure: async () => {
    const settings = { warmPods: 0, mostWarmPods: 0, mostRuns: count };
    const whole = await installOnCluster({ settings });
    const fake = await addFakeNodes(whole.cluster, nodes);
    const crowd = startCrowd(whole, fake.kubeconfig, count);
    try {
      await device.pair(whole.invitation, 'correct horse battery staple');
      const origin = 'https://site.test';
      const limits = { perDay: count, parallel: count, attempts: 5, deadlineMs };
      const permitted = await permit({ steps: [goTo(`${origin}/`)], origins: [origin], limits });
      const { runs, times } = await order(permitted, count);
      return {
        'thousand-lost': [count - (await kept(runs, Date.now() + patienceMs))],
        'thousand-service-mib': [mostMib(await programOf(whole.cluster, service))],
        'thousand-enqueue-p99-ms': [quantileOf(times, 0.99)],
      };
    } finally {
      crowd.kill();
      await whole.remove();
      await fake.close();
    }
  },
});

const startCrowd = (
  { node, overlay, settings }: ClusterInstallation,
  kubeconfig: string,
  count: number,
) => {
  const crowd = startBound(node, process.execPath, [
    join(import.meta.dirname, 'crowd/main.ts'),
    `--kubeconfig=${kubeconfig}`,
    `--anchor=${join(overlay, 'generated/anchor.json')}`,
    `--namespace=${settings.namespaces[0]}`,
    `--count=${count}`,
  ]);
  crowd.stdout?.pipe(process.stderr);
  crowd.stderr?.pipe(process.stderr);
  return crowd;
};

/** Orders so many runs, each of `senders` one after the other. Answers how long each order took, ms. */
const order = async ({ run }: Permit, count: number) => {
  const runs: RunId[] = [];
  const times: number[] = [];
  let left = count;
  const send = async () => {
    while (left > 0) {
      left -= 1;
      const startedAt = performance.now();
      runs.push(await run());
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
  return { runs, times };
};

/** How many of these the broker and the service both know to have succeeded, and their pods to be gone, before a time. */
const kept = async (runs: readonly RunId[], by: number): Promise<number> => {
  let count = 0;
  for (const run of runs) {
    const isKept = await until(() => isWhole(run), Math.max(1_000, by - Date.now())).catch(
      () => false,
    );
    if (isKept) count += 1;
  }
  return count;
};

const isWhole = async (run: RunId): Promise<true | undefined> => {
  const said = await statementsOf(run);
  if (!said?.end || said.gone.length !== said.certificates.length) return undefined;
  const { service } = await device.connect();
  const { run: label } = await call(service, serviceRoutes.getRun, { params: { run } });
  return (label.status === 'succeeded' && label.gone !== undefined) || undefined;
};
