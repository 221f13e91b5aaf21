import { EngineError } from '@mayfly/shared/base/errors.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { allPods, deletePod, insertPod, updatePod } from '../store/pods.ts';
import { tell } from '../store/wake.ts';
import { startsSince } from '../store/worker.ts';
import { noticeNotMade } from './dispatch.ts';
import type { Deps } from '../deps.ts';

/** How long a warm pod waits for work: 10 min. */
export const idleMs = 600_000;
/** The longest run that a warm pod takes: 1 h. */
const longestRunMs = 3_600_000;

/** What of the past tells how many are wanted soon: 2 min. */
const lookedBackMs = 120_000;
/** About as long as a pod takes until it waits for work, and a look at the pool: 10 s. */
const makingMs = 10_000;

/**
 * How many warm pods should wait: as many as are likely taken while another is made, if the next runs come as the last did,
 * by chance. Some more than the mean, by its root, so that few find none.
 */
export function poolSize(starts: number, { least, most }: { least: number; most: number }): number {
  const mean = (starts * makingMs) / lookedBackMs;
  return Math.max(least, Math.min(most, Math.ceil(mean + Math.sqrt(mean))));
}

/** How many pods wait for a run and have asked for one, and how many should. */
export type Pool = { readonly ready: number; readonly wanted: number };

/** Makes warm pods until as many wait as should. What its engine cannot make now is tried at the next look. */
export async function keepWarm(deps: Deps): Promise<Pool> {
  const { yard, now, config } = deps;
  const starts = await startsSince(yard, now() - lookedBackMs);
  const wanted =
    config.warmPods === 0
      ? 0
      : poolSize(starts, { least: config.warmPods, most: config.mostWarmPods });
  const waiting = (await allPods(yard)).filter((pod) => pod.org === null && pod.delete_at > now());
  const ready = waiting.filter(({ asked_at }) => asked_at !== null).length;
  deps.tally.pool(ready, wanted);
  for (let n = waiting.length; n < wanted; n += 1) {
    const isMade = await makeWarm(deps);
    if (!isMade) break;
  }
  return { ready, wanted };
}

async function makeWarm({ yard, engine, now, log, tally }: Deps): Promise<boolean> {
  const name = `warm-${randomId16()}`;
  const deadlineMs = idleMs + longestRunMs;
  const born_at = now();
  const times = { born_at, deadline_ms: deadlineMs, delete_at: born_at + idleMs };
  await insertPod(yard, { name, kind: 'warm', ...times });
  try {
    const { uid } = await engine.create({ name, deadlineMs });
    await updatePod(yard, name, { uid });
    return true;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    log.warn({ code: error.code }, 'warm pod not made');
    tally.notMade(error.code);
    noticeNotMade(engine, error.code, name);
    // Claimed meanwhile, it is for the reaper to find that it does not live.
    await deletePod(yard, name, { idle: true });
    await tell(yard, `pod:${name}`);
    return false;
  }
}
