import type { Clock } from '../clock.tsx';

const hourMs = 3_600_000;

/** When the invented people look at the invented screens: Monday, 23 November 2026, 09:14 in Berlin. */
export const galleryClock: Clock = { now: Date.UTC(2026, 10, 23, 8, 14), zone: 'Europe/Berlin' };

/** A time in Berlin (winter), as ms since 1970: `berlin(2026, 11, 26, 18, 42)`. */
export function berlin(
  year: number,
  month: number,
  date: number,
  hour = 0,
  minute = 0,
  second = 0,
): number {
  return Date.UTC(year, month - 1, date, hour, minute, second) - hourMs;
}

/** A time of the day on which the gallery plays. */
export function today(hour: number, minute: number, second = 0): number {
  return berlin(2026, 11, 23, hour, minute, second);
}

/** The Friday before. */
export function friday(hour: number, minute: number, second = 0): number {
  return berlin(2026, 11, 20, hour, minute, second);
}
