import { expect, it } from 'vitest';
import { rememberedInTurn } from './in-turn.ts';

it('an answer is remembered for each key until the event at hand is over', async () => {
  let asked = 0;
  const [one, other] = [{}, {}];
  const count = rememberedInTurn(() => (asked += 1));
  expect([count(one), count(other), count(one), count(other)]).toEqual([1, 2, 1, 2]);
  await Promise.resolve();
  expect(count(one)).toBe(3);
});
