import { setTimeout as delay } from 'node:timers/promises';
import { MayflyError } from '@mayfly/shared/base/errors.ts';
import type { Code } from '@mayfly/shared/base/errors.ts';

/** A door that is away, or whose database is, is soon back. `internal` is what a door says whose database just went. */
const passing: ReadonlySet<Code> = new Set<Code>([
  'runner-unreachable',
  'database-unreachable',
  'internal',
]);

/** Whether asking again may help. */
export const passes = (error: unknown): error is MayflyError =>
  error instanceof MayflyError && passing.has(error.code);

const longestWaitMs = 2_000;

/**
 * Asks, and asks again for `patienceMs` while nobody answers: for what means the same when it is asked twice. Throws what the
 * last answer was.
 */
export async function persist<T>(
  ask: () => Promise<T>,
  { patienceMs = 20_000, firstWaitMs = 200 } = {},
): Promise<T> {
  const until = performance.now() + patienceMs;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
    try {
      return await ask();
    } catch (error) {
      if (!passes(error) || performance.now() + waitMs >= until) throw error;
    }
    await delay(waitMs);
  }
}
