import type { GoneGrade } from '@mayfly/shared/api/run-state.ts';

/** A pod as its engine vouches for it. */
export type PodIdentity = {
  /** New for every pod, also under the same name. */
  readonly uid: string;
  readonly name: string;
  /** What each of its containers runs, as written in its plan and as started. */
  readonly digests: readonly string[];
  /** Running at this moment, not being deleted, never restarted. */
  readonly live: boolean;
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
  /** Whether the pod of this uid lives still. */
  readonly seen: (uid: string) => Promise<Seen>;
  /** Ends a pod: SIGTERM, then by force after its grace. An unknown uid is a no-op. */
  readonly kill: (uid: string) => Promise<void>;
};
