import type { Api, KubernetesObject } from '@mayfly/k8s/cluster/api.ts';

/** A pod, by what the API server knows it. */
export type PodName = { readonly namespace: string; readonly name: string; readonly uid: string };

/** Tells of each pod of a namespace once, when it runs. Never ends: what a watch leaves out, the next list brings. */
export const followRunning = async (
  api: Api,
  namespace: string,
  tell: (pod: PodName) => void,
): Promise<never> => {
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const told = new Set<string>();
  const look = ({ metadata, status }: KubernetesObject) => {
    const { name = '', uid = '' } = metadata ?? {};
    const { phase } = (status ?? {}) as { phase?: string };
    if (phase !== 'Running' || told.has(uid)) return;
    told.add(uid);
    tell({ namespace, name, uid });
  };
  for (;;) {
    const { body } = await api.call('GET', path);
    for (const pod of body.items ?? []) look(pod);
    const { resourceVersion = '' } = body.metadata ?? {};
    const query = `?watch=1&timeoutSeconds=10&resourceVersion=${resourceVersion}`;
    const watch = await api.stream(path + query, new AbortController().signal);
    let rest = '';
    for await (const part of watch.setEncoding('utf8')) {
      const lines = (rest + String(part)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines)
        if (line) look((JSON.parse(line) as { object: KubernetesObject }).object);
    }
  }
};
