import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { once } from 'node:events';
import { EngineError, toWire } from '@mayfly/shared/base/errors.ts';
import { spawnerRoutes } from '@mayfly/shared/api/spawner-routes.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncomingMessage } from 'node:http';
import { engineContract } from '../contract.ts';
import { memoryEngine } from '../memory-engine.ts';
import { spawnerEngine } from './spawner-engine.ts';

const pods = memoryEngine();

/** The spawner's door as its contract says, with pods in memory: what is tested is who asks there. */
const spawner = createServer((request, response) => {
  answer(request).then(
    ([status, body]) => response.writeHead(status).end(body && JSON.stringify(body)),
    (error: unknown) => response.writeHead(500).end(JSON.stringify(toWire(error))),
  );
});

async function answer(request: IncomingMessage): Promise<[number, object?]> {
  const { method, url = '' } = request;
  if (method === 'GET' && url === '/pods') return [200, { pods: await pods.list() }];
  if (method === 'POST' && url === '/pods') {
    return [201, await pods.create(spawnerRoutes.createPod.body.parse(await json(request)))];
  }
  await pods.remove(url.replace('/pods/', ''));
  return [204];
}

let folder = '';
let socket = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mayfly-spawner-'));
  socket = join(folder, 'spawner.sock');
  await once(spawner.listen(socket), 'listening');
});
afterAll(async () => {
  spawner.close();
  await rm(folder, { recursive: true });
});

engineContract('the spawner', async () => spawnerEngine(socket));

describe('the spawner, when it fails', () => {
  it('says with which code it could not start a pod', async () => {
    pods.failOnce('run-0-1');
    const made = spawnerEngine(socket).create({ name: 'run-0-1', deadlineMs: 1_000 });
    await expect(made).rejects.toEqual(new EngineError('start-failed'));
  });

  it('is unreachable when nobody listens', async () => {
    const made = spawnerEngine(`${socket}.none`).list();
    await expect(made).rejects.toMatchObject({ code: 'runner-unreachable' });
  });
});
