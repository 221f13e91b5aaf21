import type { GoneGrade } from '@mayfly/shared/api/run-state.ts';

/** A pod as its engine vouches for it. */
export type PodIdentity = {
  /** New for every pod, also under the same name. */
  readonly uid: string;
  readonly name: string;
  /** Where its engine finds it again, when that takes more than the uid. */
  readonly place?: string;
  /** What each of its containers runs, as written in its plan and as started. */
  readonly digests: readonly string[];
  /** Running at this moment, not being deleted, never restarted. */
  readonly live: boolean;
};

/** A pod that is looked after until it is gone. */
export type WatchedPod = {
  readonly uid: string;
  readonly place: string | null;
  /** Its end was told, or it is to be killed: it should be gone soon. */
  readonly leaving: boolean;
  /** It was out of reach, and its going told as unproved: only what is surer is news. */
  readonly unproved: boolean;
};

/** What is seen of a pod: that it lives, or how surely it is gone. */
export type Seen = { readonly live: true } | { readonly live: false; readonly gone: GoneGrade };

/**
 * The port through which the broker learns by itself who a pod is and whether it lives. Each answer is as of now, never
 * from a cache. Methods throw `pod-not-live` or another EngineError when nothing can be learned: then nothing is released.
 */
export type Identity = {
  /** Whose token this is (32 bytes, or the text of a service account's); `undefined`: nobody's, or taken back. */
  readonly review: (token: Uint8Array) => Promise<PodIdentity | undefined>;
  /** Whether this pod lives still; `undefined` where it was not looked at, since nothing says that it may have gone. */
  readonly seen: (pod: WatchedPod) => Promise<Seen | undefined>;
  /** Ends a pod: SIGTERM, then by force after its grace. An unknown one is a no-op. */
  readonly kill: (pod: Pick<WatchedPod, 'uid' | 'place'>) => Promise<void>;
};
