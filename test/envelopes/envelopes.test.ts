import { expect, it } from 'vitest';
import { campaign } from './campaign.ts';

/** A part of `npm run test:envelopes`, the same at every run. */
const part = { seed: 20_261_124, share: 1 / 40, random: 100 };

it('nothing that was changed, forged, swapped or made by chance is accepted, and nothing crashes', async () => {
  const { tried, accepted, crashed } = await campaign(part);
  expect(accepted).toEqual([]);
  expect(crashed).toEqual([]);
  expect(tried).toBeGreaterThan(5_000);
});

it('who believes everything is found out, and who crashes too', async () => {
  const open = () => ({}) as never;
  const verify = () => {
    throw new RangeError('out of bounds');
  };
  const { accepted, crashed } = await campaign({ ...part, random: 1 }, { open, verify });
  expect(accepted.length).toBeGreaterThan(1_000);
  expect(crashed.length).toBeGreaterThan(500);
});
