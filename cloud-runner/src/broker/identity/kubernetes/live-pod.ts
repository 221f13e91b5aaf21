import type { PodObject } from '../../../cluster-api/pod-object.ts';

/** Whether a pod runs at this moment: all of it started once, nothing of it ended, nobody asked for its end. */
export function isLive({ metadata, spec, status }: PodObject): boolean {
  const { containerStatuses = [], phase } = status ?? {};
  const isWhole =
    spec.containers.length > 0 &&
    containerStatuses.length === spec.containers.length &&
    !spec.initContainers?.length &&
    !spec.ephemeralContainers?.length;
  return (
    phase === 'Running' &&
    !metadata.deletionTimestamp &&
    isWhole &&
    containerStatuses.every(({ restartCount, state }) => restartCount === 0 && state?.running)
  );
}

/**
 * What each container runs, by digest: as its plan names it, and as its node says. What names no digest stands as it is, and
 * so is on nobody's list.
 */
export function digestsOf({ spec, status }: PodObject): string[] {
  const named = spec.containers.map(({ image }) => image);
  const started = (status?.containerStatuses ?? []).map(({ imageID }) => imageID);
  return [...named, ...started].map(
    (name) => /(?:^|@)(sha256:[0-9a-f]{64})$/.exec(name)?.[1] ?? name,
  );
}

/** Whether its node said that everything of a pod has ended. */
export function hasStopped({ status }: PodObject): boolean {
  const { containerStatuses = [], reason, conditions = [] } = status ?? {};
  const isNodesWord = reason !== 'NodeLost' && !conditions.some(isLostNode);
  return (
    isNodesWord &&
    containerStatuses.length > 0 &&
    containerStatuses.every(({ state }) => state?.terminated)
  );
}

function isLostNode({ type, status, reason }: { type: string; status: string; reason?: string }) {
  return type === 'DisruptionTarget' && status === 'True' && reason === 'DeletionByPodGC';
}

/** A pod that should have been gone for so long is on a node that does not answer, in ms. */
const overdueMs = 30_000;

/** Whether the time until which a pod was to be gone has long passed: its node is out of reach. */
export function isOutOfReach({ metadata }: PodObject, now: number): boolean {
  const { deletionTimestamp } = metadata;
  return deletionTimestamp !== undefined && now - Date.parse(deletionTimestamp) > overdueMs;
}
