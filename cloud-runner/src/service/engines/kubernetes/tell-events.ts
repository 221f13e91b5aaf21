import { createEvent } from '../../../cluster-api/events.ts';
import type { ClusterApi } from '../../../cluster-api/client.ts';
import type { EventText } from '../../../cluster-api/events.ts';
import type { Notice } from '../notice.ts';

/** At most so many events in a minute, and one of each reason. */
const mostInMinute = 4;
const minuteMs = 60_000;

const texts: Readonly<Record<Notice, EventText>> = {
  'pool-empty': {
    reason: 'PoolEmpty',
    message:
      'No pod waits for a run, though some should. Look at the quota, the image, and room on the nodes.',
  },
  'runner-full': {
    reason: 'QuotaFull',
    message:
      'A pod was not made: the quota of its namespace is spent, or it is full. Runs wait. Raise the quota or mostRuns.',
  },
  'pod-refused': {
    reason: 'PodRefused',
    message:
      'A pod was not made: it was refused. The log of the service says why ("pod not made").',
  },
  'pod-stuck': {
    reason: 'PodNotStarted',
    message:
      'A node could not start a pod. Its events say why (kubectl get events in its namespace): mend what they name.',
  },
  'pod-unproved': {
    reason: 'PodUnproved',
    message: 'A pod that had keys is gone, and nobody saw it go. Bring its node back or wipe it.',
  },
  'image-not-pulled': {
    reason: 'ImageMissing',
    message:
      'The image of a pod is not there, or its registry does not give it. Bring it to the nodes, or mend its registry or name: runs are tried a few times, then they fail.',
  },
  'out-of-memory': {
    reason: 'PodOutOfMemory',
    message: 'A pod needed more memory than its limit and was ended.',
  },
  evicted: { reason: 'PodEvicted', message: 'A node needed room and ended a pod of a run.' },
  'node-lost': { reason: 'PodLost', message: 'A pod of a run is gone without having said why.' },
};

/** Writes an event for a notice, and never more than a few a minute: what is told too often is dropped. */
export function tellEvents(
  api: ClusterApi,
  { namespace, about }: { readonly namespace: string; readonly about: string },
  now: () => number = Date.now,
): (notice: Notice, pod?: string) => void {
  let told: { notice: Notice; at: number }[] = [];
  return (notice, pod) => {
    const at = now();
    told = told.filter((each) => at - each.at < minuteMs);
    if (told.length >= mostInMinute || told.some((each) => each.notice === notice)) return;
    told.push({ notice, at });
    const { reason, message } = texts[notice];
    const text = { reason, message: pod === undefined ? message : `${pod}: ${message}` };
    // It tells of what happened: that it could not be told changes nothing.
    void createEvent(api, { namespace, about, at }, text).catch(() => undefined);
  };
}
