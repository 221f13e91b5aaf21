import type { LivePod } from '@mayfly/shared/api/spawner-routes.ts';
import type { Notice } from './notice.ts';
import type { EngineCode } from '@mayfly/shared/base/errors.ts';

/** A pod to be made. `deadlineMs` is how long it may live, whatever it does. */
export type NewPod = { readonly name: string; readonly deadlineMs: number };

/** A pod as its engine sees it. */
export type EnginePod = LivePod & {
  /** It has no place to run yet: a full cluster is waited for. */
  readonly waiting?: boolean;
  /** Somebody asked it to end: it is on its way out, and may not have heard yet. */
  readonly ending?: boolean;
  /** Its program cannot start: its node tries again by itself, or never will have what that needs. It has never run. */
  readonly stuck?: 'may-pass' | 'for-good';
};

/**
 * What starts and ends pods. One contract suite (contract.ts) holds for every implementation. All throw EngineErrors:
 * `runner-unreachable` and `start-failed` may pass, `runner-full` says that nothing was made and that there will be room.
 */
export type Engine = {
  /** Makes a pod, or finds the one that lives under this name. Answers its uid, which is new for every pod. */
  create(pod: NewPod): Promise<{ uid: string }>;
  /** The pods that live, those that are being ended included. It may be what was so a moment ago. */
  list(): Promise<readonly EnginePod[]>;
  /** The pod of this name as it is now; `undefined` where none lives. */
  find(name: string): Promise<EnginePod | undefined>;
  /** Asks a pod to end at once, and ends it by force after its grace. An unknown uid: nothing. Does not wait. */
  remove(uid: string): Promise<void>;
  /** Hears that the run of a pod has ended, and has it go now where what has ended would stay a while. Never throws. */
  ended(uid: string): void;
  /** Why a pod that is gone went wrong, where that was seen. */
  faultOf(uid: string): EngineCode | undefined;
  /** Calls `poke` when a pod has gone, and ends what has nothing more to do, until that is stopped. For one process of all. */
  follow(poke: () => void): { stop(): Promise<void> };
  /** Tells whoever runs its machines, where they have a place to read it; of `pod`, where it is about one. Never throws. */
  notice(notice: Notice, pod?: string): void;
  close(): Promise<void>;
};

/** For engines that have nothing to follow: their list is always as of now. */
export const unfollowed: Pick<Engine, 'ended' | 'faultOf' | 'follow' | 'notice' | 'close'> = {
  ended: () => undefined,
  faultOf: () => undefined,
  follow: () => ({ stop: async () => undefined }),
  notice: () => undefined,
  close: async () => undefined,
};
