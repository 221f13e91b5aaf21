import type { EngineCode } from '@mayfly/shared/base/errors.ts';
import type { PodObject } from '../../../cluster-api/pod-object.ts';

const ofPod: Readonly<Record<string, EngineCode>> = {
  DeadlineExceeded: 'deadline',
  Evicted: 'evicted',
  NodeLost: 'node-lost',
  NodeShutdown: 'evicted',
  Preempting: 'evicted',
  Terminated: 'evicted',
};

const ofContainer: Readonly<Record<string, EngineCode>> = {
  CreateContainerConfigError: 'start-failed',
  CreateContainerError: 'start-failed',
  ErrImageNeverPull: 'image-not-pulled',
  ErrImagePull: 'image-not-pulled',
  ImageInspectError: 'image-not-pulled',
  ImagePullBackOff: 'image-not-pulled',
  InvalidImageName: 'image-not-pulled',
  OOMKilled: 'out-of-memory',
  RegistryUnavailable: 'image-not-pulled',
  SignatureValidationFailed: 'image-not-pulled',
};

/** Why a container waits that its node tries to start again and again; and what no further try mends. */
const starting: Readonly<Record<string, 'may-pass' | 'for-good'>> = {
  CreateContainerConfigError: 'may-pass',
  CreateContainerError: 'may-pass',
  ErrImageNeverPull: 'may-pass',
  ErrImagePull: 'may-pass',
  ImageInspectError: 'may-pass',
  ImagePullBackOff: 'may-pass',
  InvalidImageName: 'for-good',
  RegistryUnavailable: 'may-pass',
  SignatureValidationFailed: 'for-good',
};

/** What went wrong with a pod, as far as its node, or who speaks for it, tells; `undefined`: nothing that is known. */
export function faultIn({ status }: PodObject): EngineCode | undefined {
  const { reason = '', conditions = [], containerStatuses = [] } = status ?? {};
  if (ofPod[reason]) return ofPod[reason];
  for (const { state } of containerStatuses) {
    const found = ofContainer[state?.terminated?.reason ?? state?.waiting?.reason ?? ''];
    if (found) return found;
  }
  const disrupted = conditions.find(
    ({ type, status: is }) => type === 'DisruptionTarget' && is === 'True',
  );
  if (!disrupted) return undefined;
  return disrupted.reason === 'DeletionByPodGC' ? 'node-lost' : 'evicted';
}

/** Whether a pod cannot start as it is, so that its program has never run; `undefined` where nothing hinders it. */
export function stuckIn({ status }: PodObject): 'may-pass' | 'for-good' | undefined {
  const { phase = 'Pending', containerStatuses = [] } = status ?? {};
  if (phase !== 'Pending') return undefined;
  return containerStatuses
    .map(({ state }) => starting[state?.waiting?.reason ?? ''])
    .find((found) => found !== undefined);
}

/** Whether the cluster has not found a place for a pod. */
export function isWaiting({ spec, status, metadata }: PodObject): boolean {
  const { phase = 'Pending' } = status ?? {};
  return phase === 'Pending' && !spec.nodeName && !metadata.deletionTimestamp;
}
