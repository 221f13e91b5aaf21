import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { GoneGrade } from '@mayfly/shared/api/run-state.ts';
import { processesOf, type Traces } from './processes.ts';

/** How long is waited for what was killed, in looks 20 ms apart. */
const looksAtMost = 500;

/**
 * Kills what is left of a pod, removes its folder, and looks until nothing is left: no process by its user, namespace or
 * mounts, and so no mount, since these live in its namespaces alone. Answers how surely it is gone, never more than was
 * seen: `unproved` for a pod that had neither namespaces nor a user of its own, by which all of it could be known.
 */
export async function endForGood(
  traces: Traces & { dir?: string | undefined },
  hadNamespaces: boolean,
): Promise<GoneGrade> {
  const isEmpty = process.platform === 'linux' && (await emptied(traces));
  if (traces.dir) await rm(traces.dir, { recursive: true, force: true });
  const isKnowable = hadNamespaces || traces.user !== undefined;
  return isEmpty && isKnowable ? 'node-verified' : 'unproved';
}

async function emptied(traces: Traces): Promise<boolean> {
  for (let look = 0; look < looksAtMost; look += 1) {
    const left = await processesOf(traces);
    if (left.length === 0) return true;
    for (const id of left) killOne(id);
    await delay(20);
  }
  return false;
}

/** Ends a process by force; one that ended meanwhile is what was wanted. */
export function killOne(id: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(id, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
