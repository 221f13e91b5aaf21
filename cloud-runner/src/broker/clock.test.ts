import { expect, test } from 'vitest';
import { forwardClock } from './clock.ts';

test('a clock that is set back stands still until time has caught up', () => {
  let wall = 1_000;
  const clock = forwardClock(0, () => wall);
  expect(clock.now()).toBe(1_000);
  wall = 400;
  expect(clock.now()).toBe(1_000);
  wall = 1_001;
  expect(clock.now()).toBe(1_001);
});

test('a restart does not go behind what was told before it', () => {
  expect(forwardClock(5_000, () => 3_000).now()).toBe(5_000);
});
