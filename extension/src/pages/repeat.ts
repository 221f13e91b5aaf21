import { cronProblem } from './cron-problem.ts';

/** How often, as a person says it; `cron` is all that the others cannot say. Hours and minutes of the chosen zone. */
export type Repeat =
  | { kind: 'hourly'; minute: number }
  | { kind: 'daily' | 'weekdays'; hour: number; minute: number }
  | { kind: 'weekly'; weekday: number; hour: number; minute: number }
  | { kind: 'monthly'; date: number; hour: number; minute: number }
  | { kind: 'cron'; cron: string };

/** The cron of five fields that says the same. */
export function cronOf(repeat: Repeat): string {
  switch (repeat.kind) {
    case 'hourly':
      return `${repeat.minute} * * * *`;
    case 'daily':
      return `${repeat.minute} ${repeat.hour} * * *`;
    case 'weekdays':
      return `${repeat.minute} ${repeat.hour} * * 1-5`;
    case 'weekly':
      return `${repeat.minute} ${repeat.hour} * * ${repeat.weekday}`;
    case 'monthly':
      return `${repeat.minute} ${repeat.hour} ${repeat.date} * *`;
    case 'cron':
      return repeat.cron;
  }
}

/** The plainest way to say a cron. */
export function repeatOf(cron: string): Repeat {
  if (cronProblem(cron) !== undefined) return { kind: 'cron', cron };
  const found = /^(\d+) (\d+|\*) (\d+|\*) \* (\d|1-5|\*)$/.exec(cron);
  const [, minute, hour, date, weekday] = found ?? [];
  if (minute === undefined || hour === undefined) return { kind: 'cron', cron };
  if (hour === '*') {
    const isHourly = date === '*' && weekday === '*';
    return isHourly ? { kind: 'hourly', minute: Number(minute) } : { kind: 'cron', cron };
  }
  const time = { hour: Number(hour), minute: Number(minute) };
  if (date !== '*' && weekday !== '*') return { kind: 'cron', cron };
  if (date !== '*') return { kind: 'monthly', date: Number(date), ...time };
  if (weekday === '*') return { kind: 'daily', ...time };
  if (weekday === '1-5') return { kind: 'weekdays', ...time };
  return { kind: 'weekly', weekday: Number(weekday) % 7, ...time };
}

/** The same repeat said another way; the time of day stays where both have one. */
export function turnInto(kind: Repeat['kind'], from: Repeat): Repeat {
  const { hour = 9, minute = 0 } = { hour: undefined, minute: undefined, ...from };
  switch (kind) {
    case 'hourly':
      return { kind, minute };
    case 'daily':
    case 'weekdays':
      return { kind, hour, minute };
    case 'weekly':
      return { kind, weekday: 1, hour, minute };
    case 'monthly':
      return { kind, date: 1, hour, minute };
    case 'cron':
      return { kind, cron: cronOf(from) };
  }
}
