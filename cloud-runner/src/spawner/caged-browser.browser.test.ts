import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bundlePod } from '../pod/bundle.ts';
import { configSchema } from './config.ts';
import { startSpawner } from './spawner.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mayfly-caged-'));
  await chmod(folder, 0o711);
  await writeFile(join(folder, 'anchor.json'), '{}');
});

afterEach(() => rm(folder, { recursive: true }));

test('a pod starts its browser behind its fence, in memory, with the browser’s sandbox on, and is gone', async () => {
  const podProgram = join(folder, 'browser-pod.mjs');
  await bundlePod(join(import.meta.dirname, '../pod/test-browser-pod.ts'), podProgram);
  const events: Record<string, unknown>[] = [];
  const config = configSchema.parse({
    socket: join(folder, 'spawner.sock'),
    identitySocket: join(folder, 'identity.sock'),
    runtimeDir: folder,
    podProgram,
    anchorFile: join(folder, 'anchor.json'),
    tellsAll: true,
  });
  const spawner = await startSpawner(config, (event) => events.push({ ...event }));
  const open = createServer((socket) => socket.destroy());
  open.listen({ path: join(folder, 'open.sock'), writableAll: true, readableAll: true });
  await once(open, 'listening');
  await spawner.pods.create('run-a-1', 60_000);
  const lastEvent = () => events.findLast(({ event }) => event === 'gone');
  const gone = await vi.waitUntil(lastEvent, { timeout: 30_000 });
  await spawner.close();
  open.close();
  expect(gone).toMatchObject({ gone: 'node-verified' });
  const said = events.find(({ event }) => event === 'said');
  expect(JSON.parse(String(said?.['line']))).toEqual({
    isolation: { fence: 'namespace', disk: 'memory', sandbox: true },
    text: 'Mayfly did not send this request: origin-not-granted\n',
    // A socket in the file system ignores networks: none of this machine's may be within reach.
    sockets: { listed: true, open: [] },
  });
});
