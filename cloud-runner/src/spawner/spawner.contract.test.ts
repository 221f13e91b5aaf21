import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import sodium from 'libsodium-wrappers';
import { fromBase64url, id32, toBase64url } from '@mayfly/shared/base/ids.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { configSchema, type ConfigFile } from './config.ts';
import type { Confinement } from './confinement.ts';
import { type Spawner, startSpawner } from './spawner.ts';

type Event = Record<string, unknown> & { event: string };

let folder: string;
let events: Event[];
let spawner: Spawner | undefined;
const isRoot = process.getuid?.() === 0;

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

function configFile(changes: Partial<ConfigFile> = {}): ConfigFile {
  return {
    socket: join(folder, 'spawner.sock'),
    identitySocket: join(folder, 'identity.sock'),
    runtimeDir: folder,
    podProgram: join(import.meta.dirname, 'test-pod.mjs'),
    anchorFile: join(folder, 'anchor.json'),
    dirBytes: 2 ** 21,
    graceMs: 5_000,
    tellsAll: true,
    ...changes,
  };
}

async function start(
  changes: Partial<ConfigFile> = {},
  confinement?: Confinement,
): Promise<Spawner> {
  const config = configSchema.parse(configFile(changes));
  spawner = await startSpawner(config, (event) => events.push(event as Event), confinement);
  return spawner;
}

type Reply = { status: number; body: unknown };

async function ask(door: string, method: string, path: string, body?: unknown): Promise<Reply> {
  const sent = request({ socketPath: join(folder, door), method, path });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, body: await json(response).catch(() => undefined) };
}

async function create(name: string, deadlineMs = 60_000): Promise<string> {
  const { status, body } = await ask('spawner.sock', 'POST', '/pods', { name, deadlineMs });
  expect(status).toBe(201);
  return (body as { uid: string }).uid;
}

const told = (event: string, uid: string) =>
  vi.waitFor(
    () => {
      const found = events.find((each) => each.event === event && each['uid'] === uid);
      if (!found) throw new Error(`${event} was not told: ${JSON.stringify(events)}`);
      return found;
    },
    { timeout: 15_000 },
  );

async function said(uid: string): Promise<Record<string, unknown>> {
  const { line } = await told('said', uid);
  return JSON.parse(String(line)) as Record<string, unknown>;
}

/** What /proc shows of a pod, whoever asks. */
function tracesOf(uid: string): string[] {
  return readdirSync('/proc').filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/mountinfo`, 'utf8').includes(uid);
    } catch {
      return false;
    }
  });
}

async function hashOfToken(token: string): Promise<string> {
  await sodium.ready;
  return id32(sodium.crypto_generichash(32, fromBase64url(token), null));
}

describe('a pod', () => {
  test('finds an empty environment, memory to write to, its program, and nothing else', async () => {
    await start({ browser: process.execPath, hidden: [join(process.execPath, '../..')] });
    const uid = await create('run-a-1');
    const seen = await said(uid);
    expect(seen).toMatchObject({
      birth: { name: 'run-a-1', token: 43, dir: '/tmp' },
      environment: [],
      isMemory: true,
      run: [],
      anchor: { brokerSign: 'x' },
      tooMuch: 'ENOSPC',
      hasBrowser: true,
      capabilities: '0000000000000000',
      processes: 2,
    });
    expect(seen['home']).toEqual([]);
    expect(readdirSync(join(folder, 'stage'))).toEqual([]);
  });

  test.runIf(isRoot)('has a user of its own, who owns nothing', async () => {
    await start();
    const one = await said(await create('run-a-1'));
    const other = await said(await create('run-b-1'));
    expect(one['uid']).toBeGreaterThan(1_000_000_000);
    expect(other['uid']).not.toBe(one['uid']);
    expect(one['wroteAnchor']).toBe('EACCES');
  });

  test('ends at once by SIGTERM, and is then gone for certain', async () => {
    await start();
    const uid = await create('run-a-1');
    await said(uid);
    expect(tracesOf(uid).length).toBeGreaterThan(0);
    expect((await ask('identity.sock', 'GET', `/pods/${uid}`)).body).toEqual({ live: true });
    const before = Date.now();
    expect((await ask('spawner.sock', 'DELETE', `/pods/${uid}`)).status).toBe(204);
    expect(await told('gone', uid)).toMatchObject({ gone: 'node-verified' });
    expect(Date.now() - before).toBeLessThan(2_000);
    expect(tracesOf(uid)).toEqual([]);
    expect((await ask('identity.sock', 'GET', `/pods/${uid}`)).body).toEqual({
      live: false,
      gone: 'node-verified',
    });
  });

  test('that does not heed SIGTERM is ended by force after its grace', async () => {
    await start({ graceMs: 200 });
    const uid = await create('run-stubborn-1');
    await said(uid);
    await ask('identity.sock', 'DELETE', `/pods/${uid}`);
    expect(await told('gone', uid)).toMatchObject({ gone: 'node-verified' });
  });

  test('takes with it what it started and let go', async () => {
    await start();
    const uid = await create('run-family-1');
    await said(uid);
    await vi.waitFor(() => expect(tracesOf(uid).length).toBeGreaterThan(2));
    await ask('spawner.sock', 'DELETE', `/pods/${uid}`);
    await told('gone', uid);
    expect(tracesOf(uid)).toEqual([]);
  });

  test('ends at its deadline', async () => {
    await start();
    const uid = await create('run-a-1', 1_000);
    expect(await told('gone', uid)).toMatchObject({ gone: 'node-verified' });
  });

  test('that ends by itself is gone as well', async () => {
    await start();
    const uid = await create('run-short-1');
    expect(await told('gone', uid)).toMatchObject({ gone: 'node-verified' });
    expect((await ask('spawner.sock', 'GET', '/pods')).body).toEqual({ pods: [] });
  });

  test('prints nothing that is written down, but a code', async () => {
    await start({ tellsAll: false });
    const uid = await create('run-short-1');
    expect(await told('ended', uid)).toMatchObject({ others: 1 });
    expect(events.filter(({ event }) => event === 'said')).toEqual([]);
  });
});

describe('where there are no namespaces', () => {
  test('a pod starts, heeds SIGTERM, and no more is claimed of its end than was seen', async () => {
    await start({}, 'plain');
    const uid = await create('run-a-1');
    const { birth, environment } = await said(uid);
    expect(environment).toEqual([]);
    await ask('spawner.sock', 'DELETE', `/pods/${uid}`);
    expect(await told('gone', uid)).toMatchObject({ gone: isRoot ? 'node-verified' : 'unproved' });
    expect(existsSync((birth as { dir: string }).dir)).toBe(false);
  });

  test('one that does not heed it is ended by force', async () => {
    await start({ graceMs: 200 }, 'plain');
    const uid = await create('run-stubborn-1');
    await said(uid);
    await ask('spawner.sock', 'DELETE', `/pods/${uid}`);
    await told('gone', uid);
  });
});

describe('the service’s door', () => {
  test('a name that lives is not started twice', async () => {
    await start();
    const [first, second] = await Promise.all([create('run-a-1'), create('run-a-1')]);
    expect(second).toBe(first);
    expect(await create('run-a-1')).toBe(first);
    const { body } = await ask('spawner.sock', 'GET', '/pods');
    expect(body).toEqual({ pods: [{ uid: first, name: 'run-a-1', bornAt: expect.any(Number) }] });
  });

  test('more pods than may be are refused', async () => {
    await start({ podsAtMost: 1 });
    await create('run-a-1');
    const { status, body } = await ask('spawner.sock', 'POST', '/pods', {
      name: 'run-b-1',
      deadlineMs: 60_000,
    });
    expect({ status, body }).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
  });

  test.each([
    { name: '../../etc', deadlineMs: 60_000 },
    { name: 'run-a-1', deadlineMs: 1 },
    { name: 'run-a-1', deadlineMs: 60_000, program: '/bin/sh' },
    { name: 'run-a-1; reboot', deadlineMs: 60_000 },
    {},
  ])('%j is refused', async (body) => {
    await start();
    expect(await ask('spawner.sock', 'POST', '/pods', body)).toMatchObject({
      status: 400,
      body: { code: 'bad-request' },
    });
  });

  test('an end of a pod that nobody knows is no error', async () => {
    await start();
    expect((await ask('spawner.sock', 'DELETE', '/pods/nobody')).status).toBe(204);
  });

  test('nobody learns there who a pod is', async () => {
    await start();
    expect((await ask('spawner.sock', 'POST', '/identities', {})).status).toBe(404);
  });
});

describe('the broker’s door', () => {
  test('a pod is known by its token alone, with the digest of its program', async () => {
    await start();
    const uid = await create('run-telling-1');
    const { birth } = await said(uid);
    const tokenHash = await hashOfToken((birth as { token: string }).token);
    const program = readFileSync(join(import.meta.dirname, 'test-pod.mjs'));
    const digest = `sha256:${createHash('sha256').update(program).digest('hex')}`;
    const vouched = { uid, name: 'run-telling-1', digest };
    const review = () => ask('identity.sock', 'POST', '/identities', { tokenHash });
    expect(await review()).toEqual({ status: 200, body: { ...vouched, live: true } });
    await ask('identity.sock', 'DELETE', `/pods/${uid}`);
    await told('gone', uid);
    expect((await review()).status).toBe(404);
  });

  test('nobody’s token is nobody’s', async () => {
    await start();
    await create('run-a-1');
    const tokenHash = await hashOfToken(toBase64url(new Uint8Array(32)));
    expect((await ask('identity.sock', 'POST', '/identities', { tokenHash })).status).toBe(404);
  });

  test('of a pod that nobody saw, nothing is claimed', async () => {
    await start();
    expect((await ask('identity.sock', 'GET', '/pods/unknown')).body).toEqual({
      live: false,
      gone: 'unproved',
    });
  });

  test('both sockets open to their owner alone', async () => {
    await start();
    for (const door of ['spawner.sock', 'identity.sock']) {
      expect((await stat(join(folder, door))).mode & 0o777).toBe(0o600);
    }
  });
});

test('pods die with a spawner that is killed, and the next one knows that they are gone', async () => {
  const configPath = join(folder, 'config.json');
  await writeFile(configPath, JSON.stringify(configFile()));
  const main = join(import.meta.dirname, 'main.ts');
  const first = spawn(process.execPath, [main, '--config', configPath], { stdio: 'ignore' });
  await vi.waitFor(() => expect(existsSync(join(folder, 'identity.sock'))).toBe(true), 10_000);
  const uid = await create('run-family-1');
  await vi.waitFor(() => expect(tracesOf(uid).length).toBeGreaterThan(2), 10_000);
  first.kill('SIGKILL');
  await once(first, 'exit');
  await start();
  expect(tracesOf(uid)).toEqual([]);
  expect((await ask('identity.sock', 'GET', `/pods/${uid}`)).body).toEqual({
    live: false,
    gone: 'node-verified',
  });
});
