import { chmodSync, mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { homedir, userInfo } from 'node:os';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import { identityRoutes, spawnerRoutes } from '@mayfly/shared/api/spawner-routes.ts';
import type { Config } from './config.ts';
import { type Confinement, confinementHere } from './confinement.ts';
import { doorOf, listenFor } from './door.ts';
import type { Tell } from './last-words.ts';
import { keepPods, type Pods } from './pods.ts';
import { takeProgram } from './program.ts';

/** A spawner that answers at both of its sockets. */
export type Spawner = { pods: Pods; close: () => Promise<void> };

/** Starts a spawner: ends what an earlier one left, and only then opens its doors. `confinement`: less than could be. */
export async function startSpawner(
  config: Config,
  tell: Tell,
  confinement?: Confinement,
): Promise<Spawner> {
  mkdirSync(config.runtimeDir, { recursive: true, mode: 0o711 });
  chmodSync(config.runtimeDir, 0o711);
  const kept = confinement ?? (await confinementHere());
  const program = takeProgram(config.podProgram, config.runtimeDir);
  const homes = new Set([homedir(), userInfo().homedir]);
  const hidden = [...homes, ...config.hidden];
  const pods = keepPods(
    { config, confinement: kept, podProgram: program.path, hidden },
    program,
    tell,
  );
  await pods.reap();
  const servers = [serviceDoor(pods), brokerDoor(pods)] as const;
  await listenFor(servers[0], config.socket, config.serviceUid);
  await listenFor(servers[1], config.identitySocket, config.brokerUid);
  tell({ event: 'ready', confinement: kept, digest: program.digest });
  return {
    pods,
    async close() {
      servers[0].close();
      await pods.close();
      servers[1].close();
      for (const server of servers) server.closeAllConnections();
    },
  };
}

/** The service may start and end pods. It learns nothing by which it could pass for one. */
function serviceDoor(pods: Pods): Server {
  return doorOf(spawnerRoutes, {
    createPod: ({ body }) => pods.create(body.name, body.deadlineMs),
    listPods: () => ({ pods: pods.list() }),
    deletePod: ({ params }) => void pods.remove(params.uid),
  });
}

/** The broker may ask who a pod is, whether it lives, and end it. */
function brokerDoor(pods: Pods): Server {
  return doorOf(identityRoutes, {
    review({ body }) {
      const vouched = pods.review(body.tokenHash);
      if (!vouched) throw new RequestError('not-found');
      return vouched;
    },
    seen: ({ params }) => pods.seen(params.uid),
    kill: ({ params }) => void pods.remove(params.uid),
  });
}
