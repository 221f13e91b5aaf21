import { call } from '@mayfly/shared/api/client.ts';
import { spawnerRoutes } from '@mayfly/shared/api/spawner-routes.ts';
import { EngineError, MayflyError } from '@mayfly/shared/base/errors.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import { socketFetch } from './socket-fetch.ts';
import { unfollowed } from '../engine.ts';
import type { Engine } from '../engine.ts';

const patienceMs = 30_000;

/** Pods as processes of this machine, which the spawner behind this socket starts and ends. */
export function spawnerEngine(socketPath: string): Engine {
  const door: Door = { url: 'http://spawner', fetch: socketFetch(socketPath) };
  const signal = () => AbortSignal.timeout(patienceMs);
  const list = async () => (await call(door, spawnerRoutes.listPods, { signal: signal() })).pods;
  return {
    ...unfollowed,
    list,
    create: ({ name, deadlineMs }) =>
      call(door, spawnerRoutes.createPod, { body: { name, deadlineMs }, signal: signal() }).catch(
        whereFull,
      ),
    find: async (name) => (await list()).find((pod) => pod.name === name),
    remove: async (uid) => {
      await call(door, spawnerRoutes.deletePod, { params: { uid }, signal: signal() });
    },
  };
}

/** The spawner starts only so many pods at once: then there will be room. */
function whereFull(error: unknown): never {
  if (error instanceof MayflyError && error.code === 'too-many-requests') {
    throw new EngineError('runner-full', { cause: error });
  }
  throw error;
}
