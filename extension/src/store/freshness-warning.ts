import type { Freshness } from './freshness.ts';

/** From two thirds of the limit on, by when this device must be unlocked; undefined before. */
export function warningOf(
  known: Freshness | null,
  now: number,
): { by: number; schedules: number } | undefined {
  if (!known?.freshForMs || known.schedules === 0) return undefined;
  const { heardAt, freshForMs, schedules } = known;
  if (now < heardAt + (freshForMs * 2) / 3) return undefined;
  return { by: heardAt + freshForMs, schedules };
}
