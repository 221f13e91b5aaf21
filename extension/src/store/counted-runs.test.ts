import { expect, test } from 'vitest';
import { withRuns } from './counted-runs.ts';

const run = (name: string, at: number, automation = 'a') => ({ run: name, automation, at });

test('runs are counted by automation, older ones first', () => {
  const counts = withRuns({}, [run('new', 2), run('old', 1), run('other', 3, 'b')]);
  expect(counts['a']?.runs).toEqual({ old: 1, new: 2 });
  expect(counts['b']?.runs).toEqual({ other: 1 });
});

test('a run keeps its number, and one that came late gets the next', () => {
  const before = withRuns({}, [run('first', 1), run('second', 2)]);
  const after = withRuns(before, [run('first', 1), run('late', 0)]);
  expect(after['a']?.runs).toEqual({ first: 1, second: 2, late: 3 });
});

test('runs that were all counted change nothing', () => {
  const before = withRuns({}, [run('first', 1)]);
  expect(withRuns(before, [run('first', 1)])).toBe(before);
});
