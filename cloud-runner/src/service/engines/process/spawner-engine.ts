import { call } from '@mayfly/shared/api/client.ts';
import { spawnerRoutes } from '@mayfly/shared/api/spawner-routes.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import { socketFetch } from './socket-fetch.ts';
import type { Engine } from '../engine.ts';

const patienceMs = 30_000;

/** Pods as processes of this machine, which the spawner behind this socket starts and ends. */
export function spawnerEngine(socketPath: string): Engine {
  const door: Door = { url: 'http://spawner', fetch: socketFetch(socketPath) };
  const signal = () => AbortSignal.timeout(patienceMs);
  return {
    create: ({ name, deadlineMs }) =>
      call(door, spawnerRoutes.createPod, { body: { name, deadlineMs }, signal: signal() }),
    list: async () => (await call(door, spawnerRoutes.listPods, { signal: signal() })).pods,
    remove: async (uid) => {
      await call(door, spawnerRoutes.deletePod, { params: { uid }, signal: signal() });
    },
  };
}
