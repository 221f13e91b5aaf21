import { isOutOfReach } from './live-pod.ts';
import type { PodObject } from '../../../cluster-api/pod-object.ts';
import type { Seen } from '../identity.ts';
import type { Notes } from './notes.ts';
import type { Witnesses } from './witnesses.ts';

/** So long is a node's word waited for after the API server has let a pod go, in ms. */
const wordMs = 5_000;

/**
 * What is seen of a pod, never more than was seen (DESIGN §6). `pod` is what the API server has of it now.
 * node-verified: its node's witness looked after the API server had let it go, and found nothing of it.
 * api: it was let go after an orderly end. unproved: it was let go and nobody knows how, or its node does not answer; from then
 * on its node's word alone counts, since what is let go then may be so because the node is.
 */
export function gradeGone(
  uid: string,
  pod: PodObject | undefined,
  notes: Notes,
  witnesses: Witnesses,
  {
    leaving,
    unproved = false,
    now = performance.now(),
    wall = Date.now(),
  }: { leaving: boolean; unproved?: boolean; now?: number; wall?: number },
): Seen {
  if (pod) {
    notes.take(pod);
    return isOutOfReach(pod, wall) ? { live: false, gone: 'unproved' } : { live: true };
  }
  const note = notes.of(uid);
  note.goneAt ??= now;
  const { node, goneAt, orderly, stopped } = note;
  const isClear = node !== undefined && witnesses.isClear(node, uid, goneAt);
  const isWorthWaiting = node !== undefined && witnesses.isHeard(node) && now - goneAt < wordMs;
  if (!isClear && isWorthWaiting) return { live: true };
  const isOrderly = unproved ? stopped : orderly || leaving;
  const gone = isClear ? 'node-verified' : isOrderly ? 'api' : 'unproved';
  if (gone !== 'unproved') notes.forget(uid);
  return { live: false, gone };
}
