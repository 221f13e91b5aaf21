import { beforeAll, describe, expect, it } from 'vitest';
import { randomId16 } from '../base/ids.ts';
import { signKeys } from './keys.ts';
import { checkSlot, isSchedule, latestSlot, nextSlot, slotRun, slotsBetween } from './slot.ts';
import { ready } from './sodium.ts';
import { newGrant, newMember } from './specimen.ts';

beforeAll(ready);

const hourMs = 3_600_000;
const nine = Date.parse('2027-01-04T09:00:00Z');
const daily = { cron: '0 9 * * *', zone: 'UTC', graceMs: 2 * hourMs };

describe('a slot', () => {
  it('may start in its grace and at no other time', () => {
    const grant = newGrant(newMember(), { schedule: daily });
    const at = (slot: number, now: number) => () => checkSlot(grant, slot, now);
    expect(at(nine, nine)).not.toThrow();
    expect(at(nine, nine + daily.graceMs)).not.toThrow();
    const wrong = [at(nine, nine - 1), at(nine, nine + daily.graceMs + 1), at(nine + 1, nine + 1)];
    for (const each of wrong)
      expect(each).toThrow(expect.objectContaining({ code: 'slot-outside-grace' }));
  });

  it('of a grant without a schedule, or with a false one, is refused', () => {
    for (const schedule of [undefined, { ...daily, cron: '61 * * * *' }]) {
      const grant = newGrant(newMember(), { schedule });
      expect(() => checkSlot(grant, nine, nine)).toThrow(
        expect.objectContaining({ code: 'slot-outside-grace' }),
      );
    }
  });

  it('is one run, wherever it is computed', () => {
    const [org, subject] = [signKeys().kid, randomId16()];
    const run = slotRun(org, subject, nine);
    expect(slotRun(org, subject, nine)).toBe(run);
    const others = [
      slotRun(org, subject, nine + 1),
      slotRun(org, randomId16(), nine),
      slotRun(signKeys().kid, subject, nine),
    ];
    expect(others).not.toContain(run);
  });
});

describe('the latest slot', () => {
  it('is the last due inside its grace: a laptop that slept runs once', () => {
    const hourly = { cron: '0 * * * *', zone: 'UTC', graceMs: 6 * hourMs };
    expect(latestSlot(hourly, nine + 30 * 60_000)).toBe(nine);
    expect(latestSlot(daily, nine)).toBe(nine);
    expect(latestSlot(daily, nine + daily.graceMs)).toBe(nine);
    expect(latestSlot(daily, nine + daily.graceMs + 1)).toBeUndefined();
    expect(latestSlot({ ...daily, graceMs: 0 }, nine)).toBe(nine);
  });

  it('is what the list of all slots ends with, at any time and grace', () => {
    for (const graceMs of [0, 1, 60_000, 90_000, hourMs, 50 * hourMs]) {
      for (const cron of ['* * * * *', '*/7 * * * *', '0 9 * * *', '0 0 1 * *']) {
        const schedule = { cron, zone: 'Europe/Berlin', graceMs };
        for (const now of [nine, nine + 1, nine + 59_999, nine + 7 * hourMs]) {
          const all = slotsBetween(schedule, {
            after: now - graceMs - 1,
            until: now,
            most: 10_000,
          });
          expect(latestSlot(schedule, now)).toBe(all.at(-1));
        }
      }
    }
  });
});

describe('a schedule', () => {
  it('has five fields and a zone of this world', () => {
    expect(isSchedule(daily)).toBe(true);
    const wrong = ['61 * * * *', '* * * * * *', '', 'every day', '@reboot x', '0 9 * *'];
    expect(wrong.filter((cron) => isSchedule({ cron, zone: 'UTC' }))).toEqual([]);
    expect(isSchedule({ cron: '* * * * *', zone: 'Mars/Olympus' })).toBe(false);
    expect(() => slotsBetween({ ...daily, cron: 'x' }, { after: 0, until: 1 })).toThrow(RangeError);
  });

  it('may have no next slot', () => {
    expect(nextSlot({ ...daily, cron: '0 0 30 2 *' }, nine)).toBeUndefined();
  });
});
