import type { Clock } from './clock.tsx';

const dayMs = 86_400_000;

/** `1 cookie`, `5 cookies`, `1,284 rows`: a count with its noun; `many` where it is not made with an s. */
export function count(amount: number, noun: string, many = `${noun}s`): string {
  return `${amount.toLocaleString('en-GB')} ${amount === 1 ? noun : many}`;
}

/** `0.4 s`, `11.4 s`, `48 s`, `1 min 4 s`, `2 h 5 min`; tenths below 20 s. */
export function seconds(durationMs: number): string {
  if (durationMs < 19_950) return `${(durationMs / 1000).toFixed(1)} s`;
  return wholeSeconds(durationMs);
}

/** `7 s`, `1 min 4 s`, `5 min`, `2 h 5 min`: what is not measured to the tenth. */
export function wholeSeconds(durationMs: number): string {
  const total = Math.round(durationMs / 1000);
  if (total < 60) return `${total} s`;
  if (total < 3600) return twoUnits(Math.floor(total / 60), 'min', total % 60, 's');
  return twoUnits(Math.floor(total / 3600), 'h', Math.floor((total % 3600) / 60), 'min');
}

/** `2:14`: a clock that runs. */
export function stopwatch(durationMs: number): string {
  const total = Math.floor(durationMs / 1000);
  return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`;
}

/** `In 3 days`, `In 12 min`: how far ahead `at` is; undefined when it has passed. */
export function ahead(at: number, { now }: Clock): string | undefined {
  const left = at - now;
  if (left <= 0) return undefined;
  if (left < 3_600_000) return `In ${Math.ceil(left / 60_000)} min`;
  if (left < dayMs) return `In ${count(Math.round(left / 3_600_000), 'hour')}`;
  if (left < 60 * dayMs) return `In ${count(Math.round(left / dayMs), 'day')}`;
  if (left < 700 * dayMs) return `In ${count(Math.round(left / (30.4 * dayMs)), 'month')}`;
  return `In ${count(Math.round(left / (365.25 * dayMs)), 'year')}`;
}

/** `09:00`. */
export function timeOfDay(at: number, zone: string): string {
  return part(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** `09:00:02`, with `tenths` `09:00:13.4`. */
export function exactTime(at: number, zone: string, tenths = false): string {
  const options = {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  } as const;
  return part(at, zone, tenths ? { ...options, fractionalSecondDigits: 1 } : options);
}

/** `Thu 26 Nov`, `2 November` or `21 February 2027`. */
export function day(at: number, zone: string, how: 'short' | 'long' | 'year' = 'short'): string {
  if (how === 'short') {
    const weekday = part(at, zone, { weekday: 'short' });
    return `${weekday} ${part(at, zone, { day: 'numeric', month: 'short' })}`;
  }
  const year = how === 'year' ? ({ year: 'numeric' } as const) : {};
  return part(at, zone, { day: 'numeric', month: 'long', ...year });
}

/** The day as people say it beside today: `Today`, `Tomorrow`, `Friday` (of the last six days), else `18 Nov`. */
export function sayDay(at: number, { now, zone }: Clock): string {
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  if (days === 0) return 'Today';
  if (days === 1) return 'Tomorrow';
  if (days === -1) return 'Yesterday';
  if (days < 0 && days > -7) return part(at, zone, { weekday: 'long' });
  if (days > 1) return day(at, zone);
  const sameYear = part(at, zone, { year: 'numeric' }) === part(now, zone, { year: 'numeric' });
  const year = sameYear ? {} : ({ year: 'numeric' } as const);
  return part(at, zone, { day: 'numeric', month: 'short', ...year });
}

/** `Today 09:00`, `Friday 16:20`, `18 Nov 07:00`. */
export function when(at: number, clock: Clock): string {
  return `${sayDay(at, clock)} ${timeOfDay(at, clock.zone)}`;
}

/** The same in the middle of a sentence: `today 09:00`, `Friday 16:20`. */
export function whenInside(at: number, clock: Clock): string {
  return when(at, clock).replace(/^(Today|Tomorrow|Yesterday)/, (word) => word.toLowerCase());
}

/** `2.1 KB`, `340 bytes`. */
export function size(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte');
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function part(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(at);
}

function dayNumber(at: number, zone: string): number {
  const [year, month, date] = part(at, zone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
    .split('/')
    .toReversed()
    .map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, date ?? 1) / dayMs;
}
