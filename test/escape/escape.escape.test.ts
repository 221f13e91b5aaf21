import { describe, expect, test } from 'vitest';

import { arrivedUnfenced, campaignAt } from './campaign.ts';
import { allTries, someTries } from './trial.ts';

/** A part of `npm run test:escape`, the same at every run. */
const tries = someTries(40, 20_261_124);

/** A machine that does much else beside may need several times what it needs alone. */
const timeout = 300_000;

describe.each(['inspect', 'tap'] as const)('by %s', (eye) => {
  test(
    'nothing that a page tries escapes, and no address and no neighbour gets through',
    { timeout },
    async () => {
      const { escapes, untried } = await campaignAt(eye, tries);
      expect(escapes).toEqual([]);
      expect(untried).toEqual([]);
    },
  );
});

test(
  'the channels are real: most of what has to be stopped arrives where no fence is',
  { timeout },
  async () => {
    // What only reads is no escape from an origin that may be read.
    const forbidden = tries.filter(({ target }) => target === 'evil');
    const arrived = await arrivedUnfenced(forbidden);
    expect(arrived / forbidden.length).toBeGreaterThan(0.6);
  },
);

test('the whole of it tries every channel at every kind of origin', () => {
  expect(new Set(allTries().map(({ channel }) => channel)).size).toBeGreaterThanOrEqual(159);
  expect(allTries().length).toBeGreaterThanOrEqual(159 * 3 * 2);
});
