import type { Api, KubernetesObject } from '@mayfly/k8s/cluster/api.ts';
import { until } from '../../harness/until.ts';

/** When the API server told of a pod, ms since 1970. */
export type PodTimes = {
  readonly uid: string;
  runningAt?: number;
  goneAt?: number;
};

/** What the API server tells of the pods of one namespace, each with its time. */
export type PodClock = {
  /** Waits until something was told of a pod. */
  told(name: string, what: 'runningAt' | 'goneAt'): Promise<PodTimes & { at: number }>;
  close(): void;
};

type PodEvent = { readonly type: string; readonly object: KubernetesObject };

/** Follows the pods of a namespace, and tells of each when it runs. */
export const clockPods = async (
  api: Api,
  namespace: string,
  onRunning: (uid: string) => void = () => undefined,
): Promise<PodClock> => {
  const closing = new AbortController();
  const pods = new Map<string, PodTimes>();
  const take = ({ type, object: { metadata, status } }: PodEvent) => {
    const { name = '', uid = '' } = metadata ?? {};
    const { phase } = (status ?? {}) as { phase?: string };
    const times = pods.get(name) ?? { uid };
    pods.set(name, times);
    if (phase === 'Running' && times.runningAt === undefined) {
      times.runningAt = Date.now();
      onRunning(uid);
    }
    if (type === 'DELETED') times.goneAt = Date.now();
  };
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const { body } = await api.call('GET', path);
  const query = `?watch=1&resourceVersion=${body.metadata?.resourceVersion ?? ''}`;
  const watch = await api.stream(path + query, closing.signal);
  const follow = async () => {
    let rest = '';
    for await (const part of watch.setEncoding('utf8')) {
      const lines = (rest + String(part)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line) take(JSON.parse(line) as PodEvent);
    }
  };
  follow().catch(() => undefined);
  return {
    told: (name, what) =>
      until(() => {
        const times = pods.get(name);
        const at = times?.[what];
        return times && at !== undefined ? { ...times, at } : undefined;
      }),
    close: () => closing.abort(),
  };
};
