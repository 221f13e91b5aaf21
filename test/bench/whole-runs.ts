import type { RunId } from '@mayfly/shared/base/ids.ts';
import { device } from '../harness/device.ts';
import { servePages } from '../harness/pages.ts';
import { startStack } from '../harness/stack.ts';
import { until } from '../harness/until.ts';
import type { Stack } from '../harness/stack.ts';
import type { Pages } from '../harness/pages.ts';

/** A runner with a device, and an automation that visits one page. */
export type OnePage = {
  stack: Stack;
  pages: Pages;
  /** Runs it. Answers when it was asked for and when its report was there, ms since 1970. */
  run: () => Promise<{ run: RunId; askedAt: number; reportedAt: number }>;
  close: () => Promise<void>;
};

const body = '<!doctype html><title>One</title><p>One page</p>';
const passphrase = 'correct horse battery staple';

/** Starts a runner that keeps so many browsers warm. One in a process: the device's keys are the process's. */
export const startOnePage = async (warmPods: number): Promise<OnePage> => {
  const pages = await servePages({ '/': body });
  const { origin } = pages;
  const stack = await startStack({ settings: { privateOrigins: [origin], warmPods } });
  await device.pair(stack.invitation, passphrase);
  const connection = await device.connect();
  const { grant } = await device.saveAndConfirm(connection, onePage(origin));
  const statusOf = async (run: RunId) =>
    (await device.listRuns(connection)).find((each) => each.run === run);
  return {
    stack,
    pages,
    run: async () => {
      const askedAt = Date.now();
      const { run } = await device.startRun(connection, { grant, deadlineMs: 60_000 });
      const ended = await until(async () => {
        const label = await statusOf(run);
        return label?.endedAt === undefined ? undefined : label;
      });
      if (ended.status !== 'succeeded') throw new Error(`The run ended ${ended.status}.`);
      return { run, askedAt, reportedAt: ended.endedAt ?? NaN };
    },
    close: async () => {
      await stack.remove();
      await pages[Symbol.asyncDispose]();
    },
  };
};

const onePage = (origin: string): Parameters<typeof device.saveAndConfirm>[1] => ({
  automation: {
    v: 1,
    name: 'One page',
    steps: [{ type: 'go-to', id: 'a', url: `${origin}/` }],
    inputs: [],
    secrets: [],
    origins: [origin],
    settings: { onError: 'stop', stepTimeoutMs: 10_000, pictures: 'none' },
    changed: { version: 1, at: Date.now() },
  },
  limits: {
    sessions: [],
    origins: [origin],
    passive: false,
    writes: [],
    inputs: {},
    perDay: 1_000,
    parallel: 1,
    attempts: 1,
    deadlineMs: 60_000,
    renew: false,
    notAfter: Date.now() + 3_600_000,
    freshForMs: 86_400_000,
  },
  typed: [],
});
