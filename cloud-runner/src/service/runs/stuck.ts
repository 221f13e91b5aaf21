import { deletePod, updatePod } from '../store/pods.ts';
import { noticeOf } from '../engines/notice.ts';
import type { Deps } from '../deps.ts';
import type { EnginePod } from '../engines/engine.ts';
import type { PodRow } from '../store/tables.ts';

/** A run waits so long for a pod that cannot start, in ms: its node tries again two or three times meanwhile. */
export const stuckMs = 30_000;

/** Nobody waits for one of the pool, and the next would be like it: it stays longer, so that none are made in vain, in ms. */
export const stuckWarmMs = 120_000;

/**
 * Ends a pod that could not start for too long, so that its run gets another attempt, or its end. What may pass is given a
 * while; what will not, none. Answers whether it was ended.
 */
export async function endStuck(deps: Deps, row: PodRow, pod: EnginePod): Promise<boolean> {
  const { yard, engine, now, log } = deps;
  const { name, stuck_at } = row;
  if (!pod.stuck || pod.ending) {
    if (stuck_at !== null && !pod.ending) await updatePod(yard, name, { stuck_at: null });
    return false;
  }
  const since = stuck_at ?? now();
  if (stuck_at === null) await updatePod(yard, name, { stuck_at: since });
  if (now() - since < graceOf(row, pod)) return false;
  // The list may be out of date, and the pod at work by now.
  const found = await engine.find(name);
  if (found?.uid !== pod.uid || !found.stuck) return false;
  const code = engine.faultOf(pod.uid) ?? 'start-failed';
  log.warn({ pod: name, code }, 'pod could not start');
  if (!noticeOf(code)) engine.notice('pod-stuck', name);
  if (row.org === null) await deletePod(yard, name, { idle: true });
  await engine.remove(pod.uid);
  return true;
}

function graceOf({ org }: PodRow, { stuck }: EnginePod): number {
  if (org === null) return stuckWarmMs;
  return stuck === 'for-good' ? 0 : stuckMs;
}
