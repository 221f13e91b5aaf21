import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError, toWire } from '@mayfly/shared/base/errors.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configSchema } from '../../../spawner/config.ts';
import { startSpawner } from '../../../spawner/spawner.ts';
import { engineContract } from '../contract.ts';
import { spawnerEngine } from './spawner-engine.ts';
import type { Spawner } from '../../../spawner/spawner.ts';

let folder = '';
let spawner: Spawner | undefined;
const socket = () => join(folder, 'spawner.sock');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mayfly-engine-'));
  await chmod(folder, 0o711);
  const anchorFile = join(folder, 'anchor.json');
  await writeFile(anchorFile, '{}');
  const config = configSchema.parse({
    socket: socket(),
    identitySocket: join(folder, 'identity.sock'),
    runtimeDir: folder,
    podProgram: join(import.meta.dirname, '../../../spawner/test-pod.mjs'),
    anchorFile,
    dirBytes: 2 ** 21,
    graceMs: 1_000,
  });
  spawner = await startSpawner(config, () => undefined);
});
afterAll(async () => {
  await spawner?.close();
  await rm(folder, { recursive: true });
});

engineContract('the spawner', async () => spawnerEngine(socket()));

describe('the spawner, when it fails', () => {
  it('says with which code it could not start a pod', async () => {
    const failing = createServer((_, response) =>
      response.writeHead(500).end(JSON.stringify(toWire(new EngineError('start-failed')))),
    );
    const path = join(folder, 'failing.sock');
    await once(failing.listen(path), 'listening');
    const made = spawnerEngine(path).create({ name: 'run-0-1', deadlineMs: 1_000 });
    await expect(made).rejects.toEqual(new EngineError('start-failed'));
    failing.close();
  });

  it('is unreachable when nobody listens', async () => {
    const listed = spawnerEngine(join(folder, 'nobody.sock')).list();
    await expect(listed).rejects.toMatchObject({ code: 'runner-unreachable' });
  });
});
