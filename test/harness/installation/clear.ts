import type { Cluster } from '../cluster.ts';
import { until } from '../until.ts';

const parts = ['mayfly-system', 'mayfly-broker', 'mayfly-witness'];
const path = (namespace: string, kind: string) => `/api/v1/namespaces/${namespace}/${kind}`;

/** Ends all that lives of an installation, first what makes pods, and waits until it is gone. Policies and namespaces stay. */
export const clear = async (
  { api, kubectl }: Cluster,
  namespaces: readonly string[],
): Promise<void> => {
  const what = ['deployments,daemonsets,services', '--all', '--ignore-not-found', '--wait=false'];
  await Promise.all(parts.map((each) => kubectl(['delete', ...what, '-n', each])));
  const pods = [...parts, ...namespaces].map((each) => path(each, 'pods'));
  const left = async (paths: readonly string[]) => {
    const lists = await Promise.all(paths.map((each) => api.call('GET', each)));
    return lists.flatMap(({ body }) => body.items ?? []).length;
  };
  await until(async () => (await left(pods.slice(0, parts.length))) === 0 || undefined, 60_000);
  for (const each of pods.slice(parts.length)) await api.call('DELETE', each);
  await until(async () => (await left(pods)) === 0 || undefined, 60_000);
};
