import { isStatus, ApiError } from '../../../cluster-api/api-error.ts';
import { createPod, getPod } from '../../../cluster-api/pods.ts';
import type { ClusterApi } from '../../../cluster-api/client.ts';
import type { PodObject } from '../../../cluster-api/pod-object.ts';
import type { podManifest } from './pod-manifest.ts';

const mostTries = 5;

/** Makes a pod, or finds the one that has its name already: who asks twice, or after an answer that was lost, gets the first. */
export async function makeOrFind(
  api: ClusterApi,
  namespace: string,
  manifest: ReturnType<typeof podManifest>,
): Promise<PodObject> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await createPod(api, namespace, manifest);
    } catch (error) {
      if (!isStatus(error, 409) || tries >= mostTries) throw error;
      // Any other conflict is with somebody who counts the namespace's quota at the same moment.
      if (!(error instanceof ApiError) || error.reason !== 'AlreadyExists') continue;
      const found = await getPod(api, { namespace, name: manifest.metadata.name });
      if (found) return found;
    }
  }
}
