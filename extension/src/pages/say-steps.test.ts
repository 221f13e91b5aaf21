import { describe, expect, it } from 'vitest';
import { sayNumbers, saySteps } from './say-steps.ts';

describe('numbers of steps in words', () => {
  it.each([
    [[4], '4'],
    [[2, 3], '2 and 3'],
    [[2, 3, 4], '2 to 4'],
    [[1, 5, 6, 7, 8, 9], '1 and 5 to 9'],
    [[9, 1, 3, 5], '1, 3, 5 and 9'],
    [[], ''],
  ])('%j are said as “%s”', (steps, said) => {
    expect(sayNumbers(steps)).toBe(said);
  });

  it('one step is a step, several are steps', () => {
    expect(saySteps([4])).toBe('Step 4');
    expect(saySteps([2, 3, 4])).toBe('Steps 2 to 4');
  });
});
