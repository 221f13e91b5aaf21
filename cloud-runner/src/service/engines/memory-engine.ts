import { EngineError } from '@mayfly/shared/base/errors.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import type { EngineCode } from '@mayfly/shared/base/errors.ts';
import { unfollowed } from './engine.ts';
import type { Engine, EnginePod } from './engine.ts';

/** An engine whose pods are rows of a table, with what a test may do to them. */
export type MemoryEngine = Engine & {
  /** The pod ends by itself, as at a crash. */
  vanish(name: string): void;
  /** The next call of `create` for this name fails, with this code. */
  failOnce(name: string, code?: EngineCode): void;
  /** The pod has no place to run, or has one. */
  setWaiting(name: string, waiting: boolean): void;
  /** Somebody else asks the pod to end. */
  setEnding(name: string): void;
  /** The pod cannot start, or can. */
  setStuck(name: string, stuck?: NonNullable<EnginePod['stuck']>): void;
  /** Why a pod will have ended. */
  setFault(name: string, fault: EngineCode): void;
  /** Leaves a pod out of the next lists, as a list that is out of date does, though it lives. */
  overlook(name: string): void;
  /** The uids that somebody asked to end, in order. */
  readonly removed: readonly string[];
  /** The names that live. */
  names(): string[];
};

/** An engine for tests, held against the same contract as the others. */
export function memoryEngine(now: () => number = Date.now): MemoryEngine {
  const pods = new Map<string, EnginePod>();
  const removed: string[] = [];
  const doomed = new Map<string, EngineCode>();
  const faults = new Map<string, EngineCode>();
  const overlooked = new Set<string>();
  return {
    ...unfollowed,
    removed,
    async create({ name }) {
      const code = doomed.get(name);
      if (doomed.delete(name) && code) throw new EngineError(code);
      const pod = pods.get(name) ?? { uid: randomId16(), name, bornAt: now() };
      pods.set(name, pod);
      return { uid: pod.uid };
    },
    list: async () => [...pods.values()].filter(({ name }) => !overlooked.has(name)),
    find: async (name) => pods.get(name),
    faultOf: (uid) => faults.get(uid),
    async remove(uid) {
      removed.push(uid);
      const pod = [...pods.values()].find((each) => each.uid === uid);
      if (pod) pods.delete(pod.name);
    },
    vanish: (name) => void pods.delete(name),
    failOnce: (name, code = 'start-failed') => void doomed.set(name, code),
    setWaiting(name, waiting) {
      const pod = pods.get(name);
      if (pod) pods.set(name, { ...pod, waiting });
    },
    setEnding(name) {
      const pod = pods.get(name);
      if (pod) pods.set(name, { ...pod, ending: true });
    },
    setStuck(name, stuck) {
      const { stuck: _, ...pod } = pods.get(name) ?? {};
      if ('uid' in pod) pods.set(name, { ...pod, ...(stuck && { stuck }) });
    },
    setFault(name, fault) {
      const pod = pods.get(name);
      if (pod) faults.set(pod.uid, fault);
    },
    overlook: (name) => void overlooked.add(name),
    names: () => [...pods.keys()],
  };
}
