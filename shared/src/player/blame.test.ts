import { expect, it } from 'vitest';
import { Blame } from './blame.ts';
import type { Refusal } from './play-context.ts';

const write = (path: string): Refusal => ({
  at: 1,
  why: 'write',
  method: 'POST',
  origin: 'https://a.example',
  path,
});

it('a write after an act is blamed on it, one that the page tried before is not', () => {
  const blame = new Blame();
  expect(blame.causedBy([write('/seen')])).toBeUndefined();
  blame.acts();
  expect(blame.causedBy([write('/seen')])).toBeUndefined();
  expect(blame.causedBy([write('/seen'), write('/save')])).toEqual(write('/save'));
  expect(blame.byThemselves).toEqual(write('/seen'));
});

it('an opened page is on its own again', () => {
  const blame = new Blame();
  blame.acts();
  blame.opens();
  expect(blame.causedBy([write('/other')])).toBeUndefined();
});

it('reads are nobody’s fault', () => {
  const blame = new Blame();
  blame.acts();
  expect(blame.causedBy([{ ...write('/x'), why: 'origin' }])).toBeUndefined();
});
