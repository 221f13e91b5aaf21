import { toString as sayCron } from 'cronstrue';
import type { Clock } from '../ui/clock.tsx';
import { day, timeOfDay } from '../ui/format.ts';
import { repeatOf } from './repeat.ts';
import type { ScheduleChoices, ScheduleView } from './schedule-view.ts';
import { strings } from './strings.ts';

const words = strings.schedule;

/** `Monday to Friday at 09:00, Berlin time`: the schedule in words, of a cron that is understood. */
export function saySchedule({ cron, zone }: Pick<ScheduleChoices, 'cron' | 'zone'>): string {
  const said = sayCron(cron, { use24HourTimeFormat: true, verbose: false });
  return words.inZone(inOrder(said), zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone);
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
  const repeat = repeatOf(cron);
  if (!('hour' in repeat)) return undefined;
  return `${String(repeat.hour).padStart(2, '0')}:${String(repeat.minute).padStart(2, '0')}`;
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

/** cronstrue says `At 09:00, Monday through Friday`; people say the days first. */
function inOrder(said: string): string {
  const found = /^At (\d\d:\d\d)(?:, (?:only )?(?:on )?(.+))?$/.exec(said);
  if (!found) return said.replaceAll(' through ', ' to ');
  const [, time, days = 'Every day'] = found;
  const plain = days.replaceAll(' through ', ' to ');
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)} at ${time}`;
}
