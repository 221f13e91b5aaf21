import { hostname } from 'node:os';
import type { ClusterApi } from './client.ts';

/** What an event says: a word in camel case, and a sentence. */
export type EventText = { readonly reason: string; readonly message: string };

/** Where it is written, about which Deployment of that namespace, and when in ms. */
export type EventPlace = {
  readonly namespace: string;
  readonly about: string;
  readonly at: number;
};

/** Writes a warning for `kubectl get events`. Asked once. Throws an ApiError. */
export async function createEvent(
  api: ClusterApi,
  { namespace, about, at }: EventPlace,
  { reason, message }: EventText,
): Promise<void> {
  const time = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  const body = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { namespace, generateName: `${about}-` },
    involvedObject: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: about },
    type: 'Warning',
    reason,
    message,
    count: 1,
    firstTimestamp: time,
    lastTimestamp: time,
    source: { component: about, host: hostname() },
  };
  const path = `/api/v1/namespaces/${namespace}/events`;
  await api.ask({ method: 'POST', path, body, patienceMs: 0 });
}
