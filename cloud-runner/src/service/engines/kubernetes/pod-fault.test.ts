import { describe, expect, it } from 'vitest';
import type { PodObject, PodStatus } from '../../../cluster-api/pod-object.ts';
import { faultIn, stuckIn } from './pod-fault.ts';

const podWith = (status: PodStatus, node = 'node1'): PodObject => ({
  metadata: {
    name: 'run-0123456789abcdefghjkmnpqrs-1',
    namespace: 'runs-0',
    uid: '4f5c0c0e-3a53-4a5c-8d5e-0d4f0f6b3f5a',
    resourceVersion: '812',
    creationTimestamp: '2026-11-24T19:50:00Z',
  },
  spec: { nodeName: node, containers: [{ name: 'pod', image: 'mayfly.local/run@sha256:0' }] },
  status,
});

/** As kubelets write it (1.36): the pod has its place and its volumes, and its container waits. */
const waitingFor = (reason: string): PodObject =>
  podWith({
    phase: 'Pending',
    conditions: [
      { type: 'PodReadyToStartContainers', status: 'True' },
      { type: 'Initialized', status: 'True' },
      { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
      { type: 'ContainersReady', status: 'False', reason: 'ContainersNotReady' },
      { type: 'PodScheduled', status: 'True' },
    ],
    containerStatuses: [
      { name: 'pod', imageID: '', restartCount: 0, state: { waiting: { reason } } },
    ],
  });

describe('a pod that waits for what it cannot start without', () => {
  it.each([
    ['ErrImagePull', 'image-not-pulled'],
    ['ImagePullBackOff', 'image-not-pulled'],
    ['ErrImageNeverPull', 'image-not-pulled'],
    ['ImageInspectError', 'image-not-pulled'],
    ['RegistryUnavailable', 'image-not-pulled'],
    ['CreateContainerConfigError', 'start-failed'],
    ['CreateContainerError', 'start-failed'],
  ])('%s: is tried again by its node, and has the fault %s', (reason, fault) => {
    expect([stuckIn(waitingFor(reason)), faultIn(waitingFor(reason))]).toEqual(['may-pass', fault]);
  });

  it.each(['InvalidImageName', 'SignatureValidationFailed'])('%s: never starts', (reason) => {
    const pod = waitingFor(reason);
    expect([stuckIn(pod), faultIn(pod)]).toEqual(['for-good', 'image-not-pulled']);
  });
});

describe('a pod that nothing hinders', () => {
  const running = { name: 'pod', imageID: 'sha256:0', restartCount: 0, state: { running: {} } };

  it.each([
    ['is being made', waitingFor('ContainerCreating')],
    ['is being initialized', waitingFor('PodInitializing')],
    ['has no place yet', podWith({ phase: 'Pending' }, '')],
    ['runs', podWith({ phase: 'Running', containerStatuses: [running] })],
  ])('and %s', (_, pod) => {
    expect([stuckIn(pod), faultIn(pod)]).toEqual([undefined, undefined]);
  });

  it('nor will start, once it has run', () => {
    const state = { terminated: { reason: 'OOMKilled', exitCode: 137 } };
    const pod = podWith({ phase: 'Failed', containerStatuses: [{ ...running, state }] });
    expect([stuckIn(pod), faultIn(pod)]).toEqual([undefined, 'out-of-memory']);
  });
});
