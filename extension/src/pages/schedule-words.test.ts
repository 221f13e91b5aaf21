import { describe, expect, it } from 'vitest';
import { slotsBetween } from '@mayfly/shared/envelope/slot.ts';
import { saySchedule, saySlots } from './schedule-words.ts';

const zone = 'Europe/Berlin';

function slots(cron: string, after: number) {
  const choices = { cron, zone, graceMs: 0, parallel: 1 };
  const found = slotsBetween(choices, { after, until: after + 90 * 86_400_000, most: 3 });
  return { choices, found };
}

describe('a schedule in words', () => {
  it.each([
    ['0 9 * * 1-5', 'Monday to Friday at 09:00, Berlin time'],
    ['0 9 * * *', 'Every day at 09:00, Berlin time'],
    ['0 9 * * 3', 'Wednesdays at 09:00, Berlin time'],
    ['5 * * * *', 'Every hour at minute 05, Berlin time'],
    ['0 6 28 * *', 'On day 28 of each month at 06:00, Berlin time'],
    [
      '*/15 8-18 * * 1-5',
      'Every 15 minutes, between 08:00 and 18:59, Monday through Friday, Berlin time',
    ],
  ])('%s is “%s”', (cron, said) => {
    expect(saySchedule({ cron, zone })).toBe(said);
  });

  it('a time that does not exist is told with the time that takes its place', () => {
    const { choices, found } = slots('30 2 * * *', Date.UTC(2027, 2, 27, 12));
    const [first, second] = saySlots(found, choices, {}, { now: 0, zone });
    expect(first?.moved).toMatch(/^02:30 does not exist on 28 March: runs at 03:/);
    expect(second?.moved).toBeUndefined();
  });

  it('a run after the end of the sign-in is marked, one before it is not', () => {
    const after = Date.UTC(2026, 10, 23, 12);
    const { choices, found } = slots('0 9 * * *', after);
    const ends = { signInEndsAt: after + 36 * 3_600_000 };
    const marks = saySlots(found, choices, ends, { now: after, zone }).map((slot) => slot.after);
    expect(marks).toEqual([undefined, 'sign-in', 'sign-in']);
  });

  it('the time of the person’s own zone is told where it differs', () => {
    const { choices, found } = slots('0 9 * * *', Date.UTC(2026, 10, 23, 12));
    const [slot] = saySlots(found, choices, {}, { now: 0, zone: 'Europe/London' });
    expect(slot?.ownTime).toBe('08:00 your time');
  });
});
