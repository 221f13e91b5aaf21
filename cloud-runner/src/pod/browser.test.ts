import { chown, mkdtemp, rm } from 'node:fs/promises';
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

test('a browser that has started has its page ready: to get hold of it, nothing is asked', async () => {
  const uid = isRoot ? 21_000 : undefined;
  if (uid) await chown(dir, uid, uid);
  let asked = 0;
  const before: Fence['before'] = (inner) => {
    const own = fence.before?.(inner) ?? inner;
    const send = own.send.bind(own);
    own.send = (message) => {
      asked += 1;
      send(message);
    };
    return own;
  };
  const started = await startBrowser({ dir, uid, fence: { ...fence, before } });
  const atStart = asked;
  const pages = await started.browser.pages();
  const askedForPages = asked - atStart;
  await started.close();
  expect(pages).toHaveLength(1);
  expect(atStart).toBeGreaterThan(0);
  expect(askedForPages).toBe(0);
});
