import { EngineError } from '@mayfly/shared/base/errors.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import type { LivePod } from '@mayfly/shared/api/spawner-routes.ts';
import type { Engine } from './engine.ts';

/** An engine whose pods are rows of a table, with what a test may do to them. */
export type MemoryEngine = Engine & {
  /** The pod ends by itself, as at a crash. */
  vanish(name: string): void;
  /** The next call of `create` for this name fails. */
  failOnce(name: string): void;
  /** The uids that somebody asked to end, in order. */
  readonly removed: readonly string[];
  /** The names that live. */
  names(): string[];
};

/** An engine for tests, held against the same contract as the others. */
export function memoryEngine(now: () => number = Date.now): MemoryEngine {
  const pods = new Map<string, LivePod>();
  const removed: string[] = [];
  const doomed = new Set<string>();
  return {
    removed,
    async create({ name }) {
      if (doomed.delete(name)) throw new EngineError('start-failed');
      const pod = pods.get(name) ?? { uid: randomId16(), name, bornAt: now() };
      pods.set(name, pod);
      return { uid: pod.uid };
    },
    list: async () => [...pods.values()],
    async remove(uid) {
      removed.push(uid);
      const pod = [...pods.values()].find((each) => each.uid === uid);
      if (pod) pods.delete(pod.name);
    },
    vanish: (name) => void pods.delete(name),
    failOnce: (name) => void doomed.add(name),
    names: () => [...pods.keys()],
  };
}
