import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { chooseBy } from './bend.ts';
import { tryEnvelopes } from './envelope-cases.ts';
import type { Opener } from './envelope-cases.ts';
import { tryRandom } from './random-cases.ts';
import { tryStatements } from './statement-cases.ts';
import type { Verifier } from './statement-cases.ts';
import { newTally } from './tally.ts';
import type { Tally } from './tally.ts';

/** How much is tried. `share`: of the bytes that are changed, 0 to 1; `random`: how many values chance makes. */
export type Extent = { readonly seed: number; readonly share: number; readonly random: number };

/** Who is tried, where it is not the real one: to see that the campaign finds something. */
export type Victims = { readonly open?: Opener; readonly verify?: Verifier };

/** Tries to have something accepted that must not be. */
export const campaign = async (
  { seed, share, random }: Extent,
  { open, verify }: Victims = {},
): Promise<Tally> => {
  await ready();
  const tally = newTally();
  const choose = chooseBy(seed, share);
  tryEnvelopes(tally, choose, open);
  tryStatements(tally, choose, verify);
  tryRandom(tally, seed, random);
  return tally;
};
