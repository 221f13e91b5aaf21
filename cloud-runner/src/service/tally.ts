import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { isCode } from '@mayfly/shared/base/errors.ts';
import type { GoneGrade, RunStatus } from '@mayfly/shared/api/run-state.ts';

/** Whether a run's pod had waited for it, or was made for it. */
export type PodKind = 'warm' | 'cold';

/** The kind of a pod, by its name. */
export const podKind = (name: string): PodKind => (name.startsWith('warm-') ? 'warm' : 'cold');

const startSeconds = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 180];
const waitSeconds = [0.05, 0.25, 1, 5, 30, 120, 600, 3600];

/**
 * What an operator counts of a service. Labels are states, codes of our own table, kinds and grades: nothing that names an
 * organization, a person or a run, and no word of a page.
 */
export function makeTally() {
  const register = new Registry();
  const registers = [register];
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter<L>({ name, help, labelNames, registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const seconds = <L extends string>(
    name: string,
    help: string,
    buckets: number[],
    ...labelNames: L[]
  ) => new Histogram<L>({ name, help, buckets, labelNames, registers });

  const ended = counter('mayfly_runs_ended_total', 'Runs that ended.', 'status', 'code');
  const lost = counter('mayfly_attempts_lost_total', 'Attempts that another follows.', 'code');
  const notMade = counter('mayfly_pods_not_made_total', 'Pods that were not made.', 'code');
  const claims = counter('mayfly_claims_total', 'Attempts that were given a pod.', 'pod');
  const gone = counter('mayfly_pods_gone_total', 'Pods with keys that are gone.', 'grade');
  const feed = counter('mayfly_feed_entries_total', 'Entries of the feed that were taken.');
  const waits = seconds(
    'mayfly_wait_seconds',
    'From the queue to a pod, first attempts.',
    waitSeconds,
  );
  const starts = seconds(
    'mayfly_start_seconds',
    'From its pod to its keys, by whether the pod had waited.',
    startSeconds,
    'pod',
  );
  const keeping = gauge('mayfly_keeper', '1 where this process keeps pods and follows the feed.');
  const behind = gauge('mayfly_feed_silent_seconds', 'Since the broker answered the keeper last.');
  const queue = gauge('mayfly_queue_runs', 'Runs that wait for a pod. Told by the keeper.');
  const oldest = gauge('mayfly_queue_oldest_seconds', 'Age of the oldest one of these.');
  const warm = gauge('mayfly_warm_pods', 'Pods that wait for a run. Told by the keeper.');
  const warmWanted = gauge('mayfly_warm_pods_wanted', 'Pods that should wait for a run.');
  // An operator waits for the first of these: what was never counted cannot be seen to rise.
  for (const grade of ['node-verified', 'api', 'unproved'] as const) gone.inc({ grade }, 0);
  for (const pod of ['warm', 'cold'] as const) claims.inc({ pod }, 0);
  let heardAt = 0;
  Object.assign(behind, {
    collect: () => behind.set(heardAt === 0 ? 0 : (performance.now() - heardAt) / 1000),
  });

  return {
    register,
    /** `code` is one that is known, or `none`. */
    ended: (status: RunStatus, code: string) => ended.inc({ status, code }),
    lost: (code: string) => lost.inc({ code: known(code) }),
    notMade: (code: string) => notMade.inc({ code: known(code) }),
    claimed: (pod: PodKind) => claims.inc({ pod }),
    waited: (ms: number) => waits.observe(Math.max(0, ms) / 1000),
    started: (pod: PodKind, ms: number) => starts.observe({ pod }, Math.max(0, ms) / 1000),
    gone: (grade: GoneGrade) => gone.inc({ grade }),
    /** The broker answered, with so many entries. */
    heard(entries: number) {
      heardAt = performance.now();
      feed.inc(entries);
    },
    queued(runs: number, oldestMs: number) {
      queue.set(runs);
      oldest.set(Math.max(0, oldestMs) / 1000);
    },
    pool(waiting: number, wanted: number) {
      warm.set(waiting);
      warmWanted.set(wanted);
    },
    /** What only the keeper tells is nothing where another keeps. */
    keeps(isKeeping: boolean) {
      keeping.set(isKeeping ? 1 : 0);
      if (isKeeping) heardAt = performance.now();
      else {
        heardAt = 0;
        for (const each of [queue, oldest, warm, warmWanted]) each.set(0);
      }
    },
  };
}

/** What the service counts with. */
export type Tally = ReturnType<typeof makeTally>;

/** A pod's word is not printed unless the table has it. */
export function known(code: string | null): string {
  if (code === null) return 'none';
  return isCode(code) ? code : 'unknown';
}
