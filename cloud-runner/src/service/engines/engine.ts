import type { LivePod } from '@mayfly/shared/api/spawner-routes.ts';

/** A pod to be made. `deadlineMs` is how long it may live, whatever it does. */
export type NewPod = { readonly name: string; readonly deadlineMs: number };

/**
 * What starts and ends pods. One contract suite (contract.ts) holds for every implementation. All throw EngineErrors:
 * `runner-unreachable` and `start-failed` may pass.
 */
export type Engine = {
  /** Makes a pod, or finds the one that lives under this name. Answers its uid, which is new for every pod. */
  create(pod: NewPod): Promise<{ uid: string }>;
  /** The pods that live, those that are being ended included. */
  list(): Promise<readonly LivePod[]>;
  /** Asks a pod to end at once, and ends it by force after its grace. An unknown uid: nothing. Does not wait. */
  remove(uid: string): Promise<void>;
};
