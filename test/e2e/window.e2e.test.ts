import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runtimeOf } from '@mayfly/cloud-runner/launcher/folders.ts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import { startDisplay } from '../harness/display.ts';
import type { Display } from '../harness/display.ts';
import { chooseSettings, npmStart } from '../harness/npm-start.ts';

let data: string;
let display: Display;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'mayfly-window-'));
  display = await startDisplay();
  await chooseSettings(data, { window: true });
});
afterAll(async () => {
  await display.stop();
  for (const path of [runtimeOf(data), data]) rmSync(path, { recursive: true, force: true });
});

const windowsNamed = (name: string): number => {
  const env = { ...process.env, DISPLAY: display.name };
  const found = spawnSync('xdotool', ['search', '--onlyvisible', '--name', name], { env });
  return found.stdout.toString().split('\n').filter(Boolean).length;
};

it('npm start opens a browser with the extension in it where there is a display, and closes it again', async () => {
  const runner = npmStart(data, display.name);
  await runner.says(/A browser has opened with Mayfly in it/);
  await vi.waitFor(() => expect(windowsNamed('Mayfly')).toBeGreaterThan(0), 10_000);
  await runner.says(/Ctrl-C: stop/);
  runner.process.kill('SIGINT');
  expect(await runner.ended).toBe(0);
  await vi.waitFor(() => expect(windowsNamed('Mayfly')).toBe(0), 10_000);
});

it('npm start without a display says so and names the demo', async () => {
  const runner = npmStart(data);
  await runner.says(/There is no display here/);
  await runner.says(/npm run demo/);
  await runner.says(/Ctrl-C: stop/);
  runner.process.kill('SIGINT');
  expect(await runner.ended).toBe(0);
});
