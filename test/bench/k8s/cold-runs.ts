import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { evidenceOf } from '../../harness/run-evidence.ts';
import { quantileOf } from '../figure.ts';
import type { Family } from '../figure.ts';
import { askedBetween } from './asked.ts';
import { openBarePods, showsPage } from './bare-pods.ts';
import type { BarePods } from './bare-pods.ts';
import { clockNode } from './node-clock.ts';
import type { NodeClock } from './node-clock.ts';
import { clockPods } from './pod-times.ts';
import type { PodClock } from './pod-times.ts';
import { startOnCluster } from './site.ts';
import type { OnCluster } from './site.ts';

const rounds = 9;
/** How long a pod proves that it is shut in, at the least. */
const proofMs = 1_000;

/**
 * One run after the other, no pod kept warm, a bare pod of the same volumes between them: how soon the first step is at
 * work, how soon the pod is gone, for the API server and on the node, and what all that asks of the API server.
 */
export const coldRuns: Family = {
  figures: [
    { name: 'cold-pod', unit: '', goal: { atMost: 1.1 } },
    { name: 'gone', unit: '', goal: { atMost: 1.1 } },
    { name: 'node-gone-ms', unit: 'ms', goal: { atMost: 3_000 } },
    { name: 'api-calls-per-run', unit: '', goal: { atMost: 5 } },
  ],
  measure: async () => {
    const on = await startOnCluster({ warmPods: 0, mostWarmPods: 0 });
    const { cluster, node, settings } = on.whole;
    const nodeClock = clockNode(node);
    const clock = await clockPods(cluster.api, settings.namespaces[0] ?? '', nodeClock.follow);
    const bare = await openBarePods(on.whole);
    const found: Round[] = [];
    for (let round = 0; round <= rounds; round++)
      found.push(await compare(on, bare, clock, nodeClock));
    await bare.close();
    clock.close();
    await on.close();
    const counted = found.slice(1);
    return {
      'cold-pod': counted.map(
        ({ run, bare: { runningMs, shellMs } }) =>
          run.firstStepMs / (runningMs + proofMs + shellMs),
      ),
      gone: counted.map(({ run, bare: { goneMs } }) => run.goneMs / goneMs),
      'node-gone-ms': [
        quantileOf(
          counted.map(({ run }) => run.nodeGoneMs),
          0.99,
        ),
      ],
      // The mean: what is asked now and then belongs to every run.
      'api-calls-per-run': [counted.reduce((sum, { run }) => sum + run.asked, 0) / counted.length],
    };
  },
};

type Round = Awaited<ReturnType<typeof compare>>;

const compare = async (on: OnCluster, bare: BarePods, clock: PodClock, nodeClock: NodeClock) => {
  const { name, tookMs: runningMs } = await bare.start(showsPage('about:blank', 1_500));
  const shellMs = await bare.printed(name);
  const goneMs = await bare.remove(name);
  const run = await oneRun(on, clock, nodeClock);
  return { bare: { runningMs, shellMs, goneMs }, run };
};

const oneRun = async (
  { whole: { node }, permitted }: OnCluster,
  clock: PodClock,
  nodeClock: NodeClock,
) => {
  const askedAt = Date.now();
  const run = await permitted.run();
  const { report, statements } = await evidenceOf(run);
  const endAt = read(end, signedFromJson(statements.end!)).at;
  const { at: goneAt, uid } = await clock.told(`run-${run}-1`, 'goneAt');
  const clearAt = await nodeClock.clearAt(uid);
  const asked = askedBetween(node, askedAt, Date.now());
  return {
    firstStepMs: (report.outcomes[0]?.startedAt ?? NaN) - askedAt,
    goneMs: goneAt - endAt,
    nodeGoneMs: clearAt - endAt,
    asked: Object.values(asked).reduce((sum, count) => sum + count, 0),
  };
};
