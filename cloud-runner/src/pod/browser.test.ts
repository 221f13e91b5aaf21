import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBrowser } from './browser.ts';
import { startFence, type Fence } from './fence/fence.ts';

const isRoot = process.getuid?.() === 0;
let dir: string;
let fence: Fence;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mayfly-browser-'));
  fence = startFence();
});
afterEach(async () => {
  fence.close();
  await rm(dir, { recursive: true });
});

test.runIf(isRoot)(
  'as root, and nobody else, no browser starts: it would have no sandbox',
  async () => {
    await expect(startBrowser({ dir, fence })).rejects.toMatchObject({ code: 'no-sandbox' });
  },
);

test('a program that is no browser is told as one that did not start', async () => {
  const uid = isRoot ? 21_000 : undefined;
  const asked = startBrowser({ dir, fence, uid, executable: process.execPath });
  await expect(asked).rejects.toMatchObject({ code: 'start-failed' });
});
