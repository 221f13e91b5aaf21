import type { Part } from '@mayfly/cloud-runner/launcher/part.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';

let stack: Stack;
const deaths: string[] = [];
beforeAll(async () => {
  stack = await startStack({ watcher: { onDeath: (name) => deaths.push(name) } });
});
afterAll(() => stack.remove());

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
