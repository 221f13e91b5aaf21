import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runtimeOf } from '@mayfly/cloud-runner/launcher/folders.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { chooseSettings, npmStart } from '../harness/npm-start.ts';
import type { Started } from '../harness/npm-start.ts';

/** Under a folder that only its owner may enter, as a checkout in root's home is. */
let data: string;
let serviceUrl: string;
let running: Started[];

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'mayfly-start-'));
  running = [];
  ({ serviceUrl } = await chooseSettings(data));
});

afterEach(async () => {
  for (const each of running) each.process.kill('SIGTERM');
  await Promise.all(running.map(({ ended }) => ended));
  for (const path of [runtimeOf(data), data]) rmSync(path, { recursive: true, force: true });
});

const start = (): Started => {
  const started = npmStart(data);
  running.push(started);
  return started;
};

/** Processes that were started below this data directory: their command line or folder names it. */
const processesOf = (): string[] =>
  execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(join(data, 'config')));

describe('npm start', () => {
  it('prints its address and one invitation, and answers', async () => {
    const runner = start();
    await runner.says(/Ctrl-C: stop/);
    expect(runner.text()).toContain(`at ${serviceUrl}`);
    expect(runner.text().match(/mayfly1\.[\w-]{40,}/g)).toHaveLength(1);
    expect((await fetch(`${serviceUrl}/readyz`)).status).toBe(200);
  });

  it('on data that is in use says so and ends, and the first goes on', async () => {
    const first = start();
    await first.says(/Ctrl-C: stop/);
    const second = start();
    await second.says(/runs already on/);
    expect(await second.ended).toBe(1);
    expect((await fetch(`${serviceUrl}/readyz`)).status).toBe(200);
  });

  it('keeps what it is told to itself', async () => {
    const runner = start();
    await runner.says(/Ctrl-C: stop/);
    const modeOf = (path: string) => statSync(join(data, path)).mode & 0o777;
    for (const folder of ['config', 'broker', 'postgres', 'logs'])
      expect(modeOf(folder)).toBe(0o700);
    for (const file of ['config/broker.json', 'config/secrets.json', 'broker/keys']) {
      expect(modeOf(file)).toBe(0o600);
    }
    const invitation = await runner.says(/mayfly1\.[\w-]+/);
    const logs = spawnSync('grep', ['-rlF', invitation, join(data, 'logs')], {
      encoding: 'utf8',
    });
    expect(logs.stdout).toBe('');
  });

  it('stopped by Ctrl-C leaves nothing running, and finds everything when it is started again', async () => {
    const first = start();
    await first.says(/Ctrl-C: stop/);
    first.process.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(processesOf()).toEqual([]);
    const keys = statSync(join(data, 'broker/keys'));
    const second = start();
    await second.says(/Ctrl-C: stop/);
    expect(statSync(join(data, 'broker/keys')).mtimeMs).toBe(keys.mtimeMs);
  });

  it('killed takes all of its parts with it, and can be started again at once', async () => {
    const first = start();
    await first.says(/Ctrl-C: stop/);
    first.process.kill('SIGKILL');
    await first.ended;
    const second = start();
    await second.says(/Ctrl-C: stop/);
    expect((await fetch(`${serviceUrl}/readyz`)).status).toBe(200);
    second.process.kill('SIGINT');
    await second.ended;
    await vi.waitFor(() => expect(processesOf()).toEqual([]), 10_000);
  });
});
