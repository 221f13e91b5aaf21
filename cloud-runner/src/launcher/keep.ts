import type { ChildProcess } from 'node:child_process';

/** A process that comes back when it dies by itself. */
export type Kept = {
  /** The one that runs, or ran last. */
  child: () => ChildProcess;
  /** From here on it may die. */
  letGo: () => void;
};

/** What is started again, and who is told, with the time until then in ms. */
export type KeepPlan = { launch: () => ChildProcess; onDeath?: (againInMs: number) => void };

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
const heldMs = 10_000;

/** Launches a process again after 1 s, 2 s … 30 s; one that held for 10 s begins anew. */
export const keep = (first: ChildProcess, { launch, onDeath }: KeepPlan): Kept => {
  const lettingGo = new AbortController();
  let child = first;
  let waitMs = firstWaitMs;
  const watch = (): void => {
    const bornAt = Date.now();
    child.once('exit', () => {
      if (lettingGo.signal.aborted) return;
      waitMs = Date.now() - bornAt > heldMs ? firstWaitMs : waitMs;
      onDeath?.(waitMs);
      const timer = setTimeout(() => {
        child = launch();
        watch();
      }, waitMs);
      lettingGo.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    });
  };
  watch();
  return { child: () => child, letGo: () => lettingGo.abort() };
};
