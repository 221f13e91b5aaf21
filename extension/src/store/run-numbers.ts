import { storage } from 'wxt/utils/storage';
import { withRuns } from './counted-runs.ts';
import type { CountedRuns, RunToCount } from './counted-runs.ts';

/** Numbers of runs by automation: ids and counts, nothing opened. Dies when the person disconnects. */
const runNumbers = storage.defineItem<Record<string, CountedRuns>>('local:run-numbers', {
  fallback: {},
  version: 1,
});

/**
 * The number of each run, by its id. A run that was not counted before gets the next number of its automation, older ones
 * first; nobody else counts meanwhile.
 */
export function countRuns(runs: readonly RunToCount[]): Promise<Map<string, number>> {
  return navigator.locks.request('mayfly-run-numbers', async () => {
    const before = await runNumbers.getValue();
    const after = withRuns(before, runs);
    if (after !== before) await runNumbers.setValue(after);
    return new Map(runs.map(({ run, automation }) => [run, after[automation]?.runs[run] ?? 0]));
  });
}

/** Forgets all numbers. */
export async function forgetRunNumbers(): Promise<void> {
  await runNumbers.removeValue();
}
