import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runtimeOf } from '@mayfly/cloud-runner/launcher/folders.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { chooseSettings, npmStart } from '../harness/npm-start.ts';
import type { Started } from '../harness/npm-start.ts';

/** Under a folder that only its owner may enter, as a checkout in root's home is. One runner, in the order of the tests. */
let data: string;
let serviceUrl: string;
let runner: Started;

const start = async (): Promise<Started> => {
  const started = npmStart(data);
  await started.says(/Ctrl-C: stop/);
  return started;
};

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'mayfly-start-'));
  ({ serviceUrl } = await chooseSettings(data));
  runner = await start();
});

afterAll(async () => {
  runner.process.kill('SIGTERM');
  await runner.ended;
  for (const path of [runtimeOf(data), data]) rmSync(path, { recursive: true, force: true });
});

/** Processes that were started on this data directory: their command line names it. */
const processesOf = (): string[] =>
  execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(join(data, 'config')));

const answers = async (): Promise<boolean> => (await fetch(`${serviceUrl}/readyz`)).ok;

describe('npm start', () => {
  it('prints its address and one invitation, and answers', async () => {
    expect(runner.text()).toContain(`at ${serviceUrl}`);
    expect(runner.text().match(/mayfly1\.[\w-]{40,}/g)).toHaveLength(1);
    expect(await answers()).toBe(true);
  });

  it('keeps what it is told to itself, the invitation too', async () => {
    const modeOf = (path: string) => statSync(join(data, path)).mode & 0o777;
    for (const folder of ['config', 'broker', 'postgres', 'logs']) {
      expect(modeOf(folder)).toBe(0o700);
    }
    for (const file of ['config/broker.json', 'config/secrets.json', 'broker/keys']) {
      expect(modeOf(file)).toBe(0o600);
    }
    const invitation = await runner.says(/mayfly1\.[\w-]+/);
    const found = spawnSync('grep', ['-rlF', invitation, join(data, 'logs')], { encoding: 'utf8' });
    expect(found.stdout).toBe('');
  });

  it('on data that is in use says so and ends, and the first goes on', async () => {
    const second = npmStart(data);
    await second.says(/runs already on/);
    expect(await second.ended).toBe(1);
    expect(await answers()).toBe(true);
  });

  it('stopped by Ctrl-C leaves nothing running, and finds everything when it is started again', async () => {
    const keys = statSync(join(data, 'broker/keys'));
    runner.process.kill('SIGINT');
    expect(await runner.ended).toBe(0);
    expect(processesOf()).toEqual([]);
    runner = await start();
    expect(statSync(join(data, 'broker/keys')).mtimeMs).toBe(keys.mtimeMs);
    expect(await answers()).toBe(true);
  });

  it('killed takes all of its parts with it, and can be started again at once', async () => {
    const before = new Set(processesOf());
    expect(before.size).toBe(3);
    runner.process.kill('SIGKILL');
    await runner.ended;
    runner = await start();
    expect(await answers()).toBe(true);
    await vi.waitFor(
      () => expect(processesOf().filter((each) => before.has(each))).toEqual([]),
      10_000,
    );
  });
});
