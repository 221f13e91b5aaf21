import { hasStopped } from './live-pod.ts';
import type { PodObject } from '../../../cluster-api/pod-object.ts';

/** What is remembered of a pod that is looked after. Times in ms, of this process' own count. */
export type Note = {
  node: string | undefined;
  lookedAt: number;
  /** When it was first said that it should be gone soon. */
  leavingAt: number | undefined;
  /** Its end was seen to be an orderly one: its node told it, or it was asked to go and had its grace. */
  orderly: boolean;
  /** Its node told that all of it has ended. */
  stopped: boolean;
  goneAt: number | undefined;
};

/** What is heard of a pod without asking the API server. */
export type Hints = {
  /** It should be gone soon. */
  readonly leaving: boolean;
  /** Its node's witness has found nothing of it any more. */
  readonly hasLeft: boolean;
  /** Its node has a witness that tells, who will say so. */
  readonly isWitnessed: boolean;
};

/** What is remembered of pods. */
export type Notes = {
  /** The note of a pod; a new one where there is none. */
  of(uid: string): Note;
  /** Notes what a pod tells now. */
  take(pod: PodObject): void;
  /** It was asked to end. */
  kill(uid: string): void;
  /** Whether it is time to look at a pod. */
  isDue(uid: string, hints: Hints): boolean;
  forget(uid: string): void;
};

/** A pod of which nothing is heard is looked at so often, in ms: each look is a question to the API server. */
const quietMs = 15_000;
/** One that should be gone soon, so often; and where a witness will tell when it is, so often. */
const leavingMs = 1_000;
const witnessedMs = 5_000;

/** Nothing is known of any pod. */
export function makeNotes(now: () => number = () => performance.now()): Notes {
  const notes = new Map<string, Note>();
  const of = (uid: string): Note => {
    const known = notes.get(uid) ?? {
      node: undefined,
      lookedAt: 0,
      leavingAt: undefined,
      orderly: false,
      stopped: false,
      goneAt: undefined,
    };
    notes.set(uid, known);
    return known;
  };
  return {
    of,
    take(pod) {
      const note = of(pod.metadata.uid);
      note.node = pod.spec.nodeName ?? note.node;
      note.lookedAt = now();
      const hadGrace = (pod.metadata.deletionGracePeriodSeconds ?? 0) > 0;
      note.stopped ||= hasStopped(pod);
      note.orderly ||= hadGrace || note.stopped;
    },
    kill(uid) {
      const note = of(uid);
      note.orderly = true;
      note.lookedAt = now();
    },
    isDue(uid, { leaving, hasLeft, isWitnessed }) {
      const note = of(uid);
      const { lookedAt, goneAt } = note;
      if (leaving) note.leavingAt ??= now();
      // Gone from the API server: only its node's word is waited for.
      if (goneAt !== undefined) return true;
      if (hasLeft) return now() - lookedAt >= leavingMs / 2;
      if (!leaving) return now() - lookedAt >= quietMs;
      // No pod is gone at once: right after its end the API server would be asked in vain. Of one not seen yet, nothing is known.
      const since = lookedAt === 0 ? 0 : Math.max(lookedAt, note.leavingAt ?? 0);
      return now() - since >= (isWitnessed ? witnessedMs : leavingMs);
    },
    forget: (uid) => void notes.delete(uid),
  };
}
