import { describe, expect, it } from 'vitest';
import { cronProblem } from './cron-problem.ts';

describe('a cron that is not understood', () => {
  it.each(['0 9 * * 1-5', '*/15 8-18 * * *', '0,30 6 1 JAN,JUL *', '5 4 * * sun', '0 0 * * 7'])(
    '%s is understood',
    (cron) => {
      expect(cronProblem(cron)).toBeUndefined();
    },
  );

  it.each([
    ['61 * * * *', '‘61’ is not a minute. Minutes are 0 to 59.'],
    ['0 24 * * *', '‘24’ is not an hour. Hours are 0 to 23.'],
    ['0 9 0 * *', '‘0’ is not a day of the month. Days are 1 to 31.'],
    ['0 9 * 13 *', '‘13’ is not a month. Months are 1 to 12, or JAN to DEC.'],
    ['0 9 * * MOON', '‘MOON’ is not a day of the week. Days are 0 to 7, or SUN to SAT.'],
    ['5-2 * * * *', '‘5-2’ is not a minute. Minutes are 0 to 59.'],
    ['*/0 * * * *', '‘*/0’ is not a minute. Minutes are 0 to 59.'],
    ['0 9 * *', 'A cron has 5 fields; this has 4.'],
  ])('%s is told by its wrong field', (cron, said) => {
    expect(cronProblem(cron)).toBe(said);
  });
});
