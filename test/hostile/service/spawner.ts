import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { spawnerRoutes } from '@mayfly/shared/api/spawner-routes.ts';
import type { IncomingMessage } from 'node:http';
import type { ServiceWorld } from './world.ts';

/** Asks the spawner as the service does, by its socket. Answers status and text. */
export async function askSpawner(
  { stack }: ServiceWorld,
  method: string,
  path: string,
  json?: object,
): Promise<{ status: number; said: string }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = json ? { 'content-type': 'application/json' } : {};
    const asked = request({ socketPath: stack.spawnerSocket, method, path, headers }, resolve);
    asked.once('error', reject);
    asked.end(json && JSON.stringify(json));
  });
  return { status: answer.statusCode ?? 0, said: await text(answer) };
}

/** Kills every pod, as a service may. */
export async function killPods(world: ServiceWorld): Promise<void> {
  const { said } = await askSpawner(world, 'GET', '/pods');
  const { pods } = spawnerRoutes.listPods.answer.parse(JSON.parse(said));
  for (const { uid } of pods) await askSpawner(world, 'DELETE', `/pods/${uid}`);
}
