import { expect, test } from 'vitest';
import { warningOf } from './freshness-warning.ts';

const day = 86_400_000;
const known = { heardAt: 0, freshForMs: 30 * day, schedules: 2 };

test('a device that was heard of a week ago warns of nothing', () => {
  expect(warningOf(known, 7 * day)).toBeUndefined();
});
test('from two thirds of the limit on, it says by when and how many schedules stop', () => {
  expect(warningOf(known, 20 * day)).toEqual({ by: 30 * day, schedules: 2 });
});
test('without schedules there is nothing to warn of', () => {
  expect(warningOf({ heardAt: 0, schedules: 0 }, 300 * day)).toBeUndefined();
});
