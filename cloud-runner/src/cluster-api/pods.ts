import { isStatus } from './api-error.ts';
import type { ClusterApi } from './client.ts';
import type { PodList, PodObject } from './pod-object.ts';

/** Where a pod is found: its namespace and name. */
export type Place = { readonly namespace: string; readonly name: string };

const pageSize = '500';

const pathOf = ({ namespace, name }: Place) => `/api/v1/namespaces/${namespace}/pods/${name}`;

/** Makes a pod. Throws an ApiError: 409 where there is one of its name. */
export function createPod(api: ClusterApi, namespace: string, pod: object): Promise<PodObject> {
  return api.ask({ method: 'POST', path: `/api/v1/namespaces/${namespace}/pods`, body: pod });
}

/** A pod as it is now, never from a cache; `undefined` where there is none. Throws an ApiError. */
export async function getPod(
  api: ClusterApi,
  place: Place,
  patienceMs?: number,
): Promise<PodObject | undefined> {
  try {
    const patience = patienceMs === undefined ? {} : { patienceMs };
    return await api.ask<PodObject>({ method: 'GET', path: pathOf(place), ...patience });
  } catch (error) {
    if (isStatus(error, 404)) return undefined;
    throw error;
  }
}

/**
 * Asks for a pod's end, within its own grace period, and only of the one with this uid: of another, or none, nothing. Never
 * by force: the processes of a pod that was deleted by force live on. One that gets its node at that very moment is refused
 * once, since the API server took it for one without, which goes at once. Throws an ApiError.
 */
export async function deletePod(api: ClusterApi, place: Place, uid: string): Promise<void> {
  const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } };
  const ask = () => api.ask({ method: 'DELETE', path: pathOf(place), body });
  try {
    await ask().catch((error: unknown) => {
      if (isStatus(error, 422)) return ask();
      throw error;
    });
  } catch (error) {
    // 409: under this name lives another pod now.
    if (!isStatus(error, 404) && !isStatus(error, 409)) throw error;
  }
}

/** All pods of a namespace at one time, and the version from which to watch. Throws an ApiError. */
export async function listPods(
  api: ClusterApi,
  namespace: string,
  signal?: AbortSignal,
): Promise<{ items: PodObject[]; resourceVersion: string }> {
  const items: PodObject[] = [];
  const path = `/api/v1/namespaces/${namespace}/pods`;
  let more: string | undefined;
  for (;;) {
    const query = { limit: pageSize, ...(more && { continue: more }) };
    const page: PodList = await api.ask({
      method: 'GET',
      path,
      query,
      ...(signal && { signal }),
    });
    items.push(...page.items);
    more = page.metadata.continue;
    if (!more) return { items, resourceVersion: page.metadata.resourceVersion };
  }
}
