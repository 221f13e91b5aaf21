import { describe, expect, it } from 'vitest';
import { cronOf, repeatOf, turnInto } from './repeat.ts';

describe('a repeat', () => {
  it.each([
    ['0 9 * * 1-5', 'weekdays'],
    ['30 * * * *', 'hourly'],
    ['0 9 * * *', 'daily'],
    ['0 9 * * 3', 'weekly'],
    ['15 6 28 * *', 'monthly'],
    ['*/15 8-18 * * *', 'cron'],
    ['0 9 1 * 1', 'cron'],
    ['0 9 1 2 *', 'cron'],
    ['61 * * * *', 'cron'],
  ])('%s is said as %s, and back', (cron, kind) => {
    const repeat = repeatOf(cron);
    expect(repeat.kind).toBe(kind);
    expect(cronOf(repeat)).toBe(cron);
  });

  it('the time of day stays when it is said another way', () => {
    const weekly = turnInto('weekly', { kind: 'daily', hour: 6, minute: 45 });
    expect(weekly).toEqual({ kind: 'weekly', weekday: 1, hour: 6, minute: 45 });
    expect(turnInto('cron', weekly)).toEqual({ kind: 'cron', cron: '45 6 * * 1' });
  });
});
