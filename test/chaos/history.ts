import { chanceOf } from './chance.ts';
import { faults } from './faults.ts';
import { moments, writingMoments } from './moments.ts';
import type { FaultName } from './faults.ts';
import type { Moment } from './moments.ts';

/** One fault, when a run comes by one transition for the first time. */
export type Strike<Name extends string = FaultName> = { readonly at: Moment; readonly fault: Name };

/** One run, and what befalls it. A seed gives the same history for ever. */
export type History<Name extends string = FaultName> = {
  readonly seed: number;
  readonly writes: boolean;
  readonly strikes: readonly Strike<Name>[];
};

const faultNames = Object.keys(faults) as FaultName[];

/** The history of a seed: a run that reads or writes, struck once or twice. */
export const historyOf = (seed: number): History => historyFrom(seed, faultNames);

/** The history of a seed, with faults from a list. */
export function historyFrom<Name extends string>(
  seed: number,
  among: readonly Name[],
): History<Name> {
  const chance = chanceOf(seed);
  const writes = chance.below(3) > 0;
  const fitting = moments.filter((each) => writes || !writingMoments.has(each));
  const strikes = Array.from({ length: 1 + chance.below(2) }, () => ({
    at: chance.pick(fitting),
    fault: chance.pick(among),
  }));
  return { seed, writes, strikes };
}

/** A history in one line. */
export function lineOf({ seed, writes, strikes }: History<string>): string {
  const struck = strikes.map(({ at, fault }) => `${fault} at ${at}`).join(', ');
  return `seed ${seed}: a run that ${writes ? 'writes' : 'reads'}, ${struck}`;
}
