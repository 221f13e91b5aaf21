import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { processesOfPod } from '../../../test/harness/pod-processes.ts';
import { useSpawner } from './testing/spawner-stage.ts';

const { folder, events, configFile, start, ask, create, told, said } = useSpawner();
const isRoot = process.getuid?.() === 0;

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
    expect(readdirSync(join(folder(), 'stage'))).toEqual([]);
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
    expect(processesOfPod(uid).length).toBeGreaterThan(0);
    expect((await ask('identity.sock', 'GET', `/pods/${uid}`)).body).toEqual({ live: true });
    const before = Date.now();
    expect((await ask('spawner.sock', 'DELETE', `/pods/${uid}`)).status).toBe(204);
    expect(await told('gone', uid)).toMatchObject({ gone: 'node-verified' });
    expect(Date.now() - before).toBeLessThan(2_000);
    expect(processesOfPod(uid)).toEqual([]);
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
    await vi.waitFor(() => expect(processesOfPod(uid).length).toBeGreaterThan(2), 10_000);
    await ask('spawner.sock', 'DELETE', `/pods/${uid}`);
    await told('gone', uid);
    expect(processesOfPod(uid)).toEqual([]);
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
    expect(events().filter(({ event }) => event === 'said')).toEqual([]);
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

test('pods die with a spawner that is killed, and the next one knows that they are gone', async () => {
  const configPath = join(folder(), 'config.json');
  await writeFile(configPath, JSON.stringify(configFile()));
  const main = join(import.meta.dirname, 'main.ts');
  const first = spawn(process.execPath, [main, '--config', configPath], { stdio: 'ignore' });
  await vi.waitFor(() => expect(existsSync(join(folder(), 'identity.sock'))).toBe(true), 10_000);
  const uid = await create('run-family-1');
  await vi.waitFor(() => expect(processesOfPod(uid).length).toBeGreaterThan(2), 10_000);
  first.kill('SIGKILL');
  await once(first, 'exit');
  await start();
  expect(processesOfPod(uid)).toEqual([]);
  expect((await ask('identity.sock', 'GET', `/pods/${uid}`)).body).toEqual({
    live: false,
    gone: 'node-verified',
  });
});
