import type { Happening } from './states.ts';

/** Attempts that may be lost or refused in passing before a run is given up. */
export const mostFailures = 5;

/** What is known when a pod is lost. */
export type Loss = {
  /** The broker allowed a write. */
  marked: boolean;
  /** A person asked to stop. */
  stopAsked: boolean;
  /** It had its keys, and its time was over. */
  overdue: boolean;
  /** Losses before this one. */
  failures: number;
};

/** What a lost pod means for its run. After a write nothing is repeated without a person's word. */
export function afterLoss({ marked, stopAsked, overdue, failures }: Loss): Happening {
  if (marked) return 'lost-after-write';
  if (stopAsked) return 'stopped';
  if (overdue) return 'overdue';
  return failures + 1 >= mostFailures ? 'given-up' : 'lost';
}

const firstMs = 1_000;

/** The longest wait between two attempts, in ms. */
export const longestBackoffMs = 60_000;

/** How long to wait before the next attempt: twice as long each time, by chance between the half of it and the whole. */
export function backoffMs(failures: number, chance: number): number {
  const whole = Math.min(longestBackoffMs, firstMs * 2 ** Math.max(0, failures - 1));
  return Math.round(whole / 2 + (whole / 2) * chance);
}
