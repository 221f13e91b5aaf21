import { join } from 'node:path';

import type { Part } from '@mayfly/cloud-runner/launcher/part.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { openRecords } from '@mayfly/cloud-runner/spawner/records.ts';
import { processesOfPod } from '../harness/pod-processes.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';

let stack: Stack;
const deaths: string[] = [];
beforeAll(async () => {
  stack = await startStack({ watcher: { onDeath: (name) => deaths.push(name) } });
});
afterAll(() => stack.remove());

/** The pods that live, by the spawner's own records. */
const livePods = () => openRecords(join(stack.folders.cage, 'pods.json')).records.live;

describe('a pod that waits for a run', () => {
  it('leaves when its browser dies, and another one waits: no run is lost to it', async () => {
    const [waiting] = await vi.waitUntil(() => livePods().length === 1 && livePods(), 20_000);
    const browser = await vi.waitUntil(
      () =>
        processesOfPod(waiting!.uid).find(({ command }) =>
          command.includes('--remote-debugging-pipe'),
        ),
      20_000,
    );
    process.kill(browser.pid, 'SIGKILL');
    await vi.waitFor(() => expect(livePods().map(({ uid }) => uid)).not.toContain(waiting!.uid), {
      timeout: 20_000,
      interval: 100,
    });
    await vi.waitUntil(() => livePods().length === 1, 20_000);
  });
});

const isReady = async (url: string): Promise<boolean> => (await fetch(url)).ok;

describe('a part that is killed at any moment', () => {
  it.each(['broker', 'spawner', 'service'] as const)('%s comes back by itself', async (name) => {
    const part: Part = stack.parts[name];
    const before = part.pid();
    process.kill(before ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(deaths).toContain(name), 5_000);
    await vi.waitFor(() => expect(part.pid()).not.toBe(before), 5_000);
    await vi.waitFor(
      async () => {
        expect(await isReady(`${stack.brokerUrl}/healthz`)).toBe(true);
        expect(await isReady(`${stack.serviceUrl}/readyz`)).toBe(true);
      },
      { timeout: 20_000, interval: 100 },
    );
  });

  it('and the runner gives an invitation as before', async () => {
    const invited = new Promise<string>((resolve) => stack.invitations.on(resolve));
    stack.invitations.ask();
    expect(await invited).toMatch(/^mayfly1\./);
  });
});
