import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { configSchema, type ConfigFile } from '../config.ts';
import type { Confinement } from '../confinement.ts';
import { type Spawner, startSpawner } from '../spawner.ts';

type Event = Record<string, unknown> & { event: string };
type Reply = { status: number; body: unknown };

/** The program that a pod of these tests is: it says what it finds around it. */
export const testPod = join(import.meta.dirname, '..', 'test-pod.mjs');

/** A spawner of one test, in a folder of its own, asked through its two doors as service and broker ask it. */
export type SpawnerStage = {
  folder: () => string;
  events: () => readonly Event[];
  configFile: (changes?: Partial<ConfigFile>) => ConfigFile;
  start: (changes?: Partial<ConfigFile>, confinement?: Confinement) => Promise<Spawner>;
  ask: (door: string, method: string, path: string, body?: unknown) => Promise<Reply>;
  /** Has a pod of this name made, and answers its uid. */
  create: (name: string, deadlineMs?: number) => Promise<string>;
  /** Waits for an event about a pod. */
  told: (event: string, uid: string) => Promise<Event>;
  /** What a pod said of what it found. */
  said: (uid: string) => Promise<Record<string, unknown>>;
};

/** Makes the folder before each test, and ends the spawner and removes the folder after it. */
export function useSpawner(): SpawnerStage {
  let folder = '';
  let events: Event[] = [];
  let spawner: Spawner | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mayfly-spawner-'));
    await chmod(folder, 0o711);
    await writeFile(join(folder, 'anchor.json'), '{"brokerSign":"x"}');
    events = [];
  });

  afterEach(async () => {
    await spawner?.close();
    spawner = undefined;
    await rm(folder, { recursive: true });
  });

  const configFile: SpawnerStage['configFile'] = (changes = {}) => ({
    socket: join(folder, 'spawner.sock'),
    identitySocket: join(folder, 'identity.sock'),
    runtimeDir: folder,
    podProgram: testPod,
    anchorFile: join(folder, 'anchor.json'),
    dirBytes: 2 ** 21,
    graceMs: 5_000,
    tellsAll: true,
    ...changes,
  });

  const ask: SpawnerStage['ask'] = async (door, method, path, body) => {
    const sent = request({ socketPath: join(folder, door), method, path });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
    const [response] = await once(sent, 'response');
    return { status: response.statusCode, body: await json(response).catch(() => undefined) };
  };

  const told: SpawnerStage['told'] = (event, uid) =>
    vi.waitFor(
      () => {
        const found = events.find((each) => each.event === event && each['uid'] === uid);
        if (!found) throw new Error(`${event} was not told: ${JSON.stringify(events)}`);
        return found;
      },
      { timeout: 15_000 },
    );

  return {
    folder: () => folder,
    events: () => events,
    configFile,
    start: async (changes, confinement) => {
      const config = configSchema.parse(configFile(changes));
      spawner = await startSpawner(config, (event) => events.push(event as Event), confinement);
      return spawner;
    },
    ask,
    create: async (name, deadlineMs = 60_000) => {
      const { status, body } = await ask('spawner.sock', 'POST', '/pods', { name, deadlineMs });
      expect(status).toBe(201);
      return (body as { uid: string }).uid;
    },
    told,
    said: async (uid) => {
      const { line } = await told('said', uid);
      return JSON.parse(String(line)) as Record<string, unknown>;
    },
  };
}
