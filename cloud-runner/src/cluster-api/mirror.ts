import { setTimeout as delay } from 'node:timers/promises';
import { isStatus } from './api-error.ts';
import { listPods } from './pods.ts';
import { watchPods } from './watch.ts';
import type { ClusterApi } from './client.ts';
import type { PodObject } from './pod-object.ts';
import type { PodChange } from './watch.ts';

/** The pods of one namespace, as of a moment ago. */
export type Mirror = {
  /** By uid; `undefined` before the first list. */
  pods(): ReadonlyMap<string, PodObject> | undefined;
  /** Adds what a create answered, before the watch tells of it. */
  add(pod: PodObject): void;
  close(): Promise<void>;
};

/** How a mirror works; what is left out is as in production. */
export type MirrorPlan = {
  /** Told of each change of a pod; without one, that all were listed anew. */
  onChange: (change?: PodChange) => void;
  /** The namespace is listed again after so long, whatever the watch tells: watches were seen to miss events silently. */
  relistMs?: number;
  firstWaitMs?: number;
};

const longestWaitMs = 5_000;

/** Holds the pods of a namespace until it is closed. A server that is away is asked again, ever more slowly. */
export function mirrorPods(api: ClusterApi, namespace: string, plan: MirrorPlan): Mirror {
  const { onChange, relistMs = 20_000, firstWaitMs = 100 } = plan;
  const closing = new AbortController();
  let pods: Map<string, PodObject> | undefined;

  const follow = async (): Promise<void> => {
    const listed = await listPods(api, namespace, closing.signal);
    pods = new Map(listed.items.map((pod) => [pod.metadata.uid, pod]));
    onChange();
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(relistMs)]);
    let { resourceVersion } = listed;
    let breaks = 0;
    while (!signal.aborted) {
      try {
        for await (const event of watchPods(api, namespace, { resourceVersion, signal })) {
          ({ resourceVersion } = event.object.metadata);
          breaks = 0;
          if (event.type !== 'BOOKMARK') take(pods, event);
        }
      } catch (error) {
        if (isStatus(error, 410)) return;
      }
      breaks += 1;
      await wait(breaks, signal);
    }
  };
  const take = (held: Map<string, PodObject>, change: PodChange) => {
    const { type, object } = change;
    if (type === 'DELETED') held.delete(object.metadata.uid);
    else held.set(object.metadata.uid, object);
    onChange(change);
  };
  const wait = async (times: number, signal: AbortSignal): Promise<void> => {
    const ms = Math.min(longestWaitMs, firstWaitMs * 2 ** (times - 1));
    await delay(ms, undefined, { signal }).catch(() => undefined);
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!closing.signal.aborted) {
      try {
        await follow();
        failures = 0;
      } catch {
        failures += 1;
        await wait(failures, closing.signal);
      }
    }
  };
  const running = run();
  return {
    pods: () => pods,
    add(pod) {
      if (pods && !pods.has(pod.metadata.uid)) pods.set(pod.metadata.uid, pod);
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}
