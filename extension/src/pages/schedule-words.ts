import { toString as sayCron } from 'cronstrue';
import type { Clock } from '../ui/clock.tsx';
import { day, timeOfDay } from '../ui/format.ts';
import { repeatOf } from './repeat.ts';
import type { Repeat } from './repeat.ts';
import type { ScheduleChoices, ScheduleView } from './schedule-view.ts';
import { strings } from './strings.ts';

const words = strings.schedule;

/** `Monday to Friday at 09:00, Berlin time`: the schedule in words, of a cron that is understood. */
export function saySchedule({ cron, zone }: Pick<ScheduleChoices, 'cron' | 'zone'>): string {
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return words.inZone(sayRepeat(repeatOf(cron)), place);
}

function sayRepeat(repeat: Repeat): string {
  switch (repeat.kind) {
    case 'hourly':
      return words.hourlyAt(twoDigits(repeat.minute));
    case 'daily':
      return words.dailyAt(clockTime(repeat));
    case 'weekdays':
      return words.weekdaysAt(clockTime(repeat));
    case 'weekly':
      return words.weeklyAt(words.days[repeat.weekday] ?? '', clockTime(repeat));
    case 'monthly':
      return words.monthlyAt(repeat.date, clockTime(repeat));
    case 'cron':
      return sayCron(repeat.cron, { use24HourTimeFormat: true, verbose: false });
  }
}

/** One of the next runs, and what is to be said of it. Times in ms since 1970. */
export type NextSlot = {
  at: number;
  date: string;
  time: string;
  /** The same in the person's own zone, where that differs. */
  ownTime: string | undefined;
  /** It falls after the sign-in's or the permission's end. */
  after: 'sign-in' | 'permission' | undefined;
  /** The time wanted does not exist on that day: daylight saving. */
  moved: string | undefined;
};

/** The slots as they are shown in the schedule's zone. */
export function saySlots(
  slots: readonly number[],
  { cron, zone }: ScheduleChoices,
  ends: Pick<ScheduleView, 'signInEndsAt' | 'permissionEndsAt'>,
  clock: Clock,
): NextSlot[] {
  const wanted = wantedTime(cron);
  return slots.map((at) => {
    const [date, time] = [day(at, zone), timeOfDay(at, zone)];
    const own = timeOfDay(at, clock.zone);
    const isMoved = wanted !== undefined && wanted !== time;
    return {
      at,
      date,
      time,
      ownTime: own === time ? undefined : words.yourTime(own),
      after: afterWhat(at, ends),
      moved: isMoved ? words.moved(wanted, day(at, zone, 'long'), time) : undefined,
    };
  });
}

/** The one time of day that the cron names, if it names one. */
function wantedTime(cron: string): string | undefined {
  const [minute = '', hour = ''] = cron.trim().split(/\s+/);
  const isOne = [minute, hour].every((field) => /^\d+$/.test(field));
  return isOne ? clockTime({ hour: Number(hour), minute: Number(minute) }) : undefined;
}

function clockTime({ hour, minute }: { hour: number; minute: number }): string {
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function afterWhat(
  at: number,
  {
    signInEndsAt = Infinity,
    permissionEndsAt = Infinity,
  }: Pick<ScheduleView, 'signInEndsAt' | 'permissionEndsAt'>,
): NextSlot['after'] {
  if (at > permissionEndsAt) return 'permission';
  return at > signInEndsAt ? 'sign-in' : undefined;
}
