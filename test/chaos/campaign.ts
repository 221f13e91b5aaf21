import { filesBelow, search } from '../leak/sinks.ts';
import { checkHistory } from './check-history.ts';
import { historyOf, lineOf } from './history.ts';
import { playHistory } from './play-history.ts';
import { canary, startWorld } from './world.ts';
import type { Wrong } from './check-history.ts';

/** A world in which histories are played, one after the other. */
export type Campaign = {
  /** Plays and checks the history of a seed. */
  readonly play: (seed: number) => Promise<Wrong[]>;
  /** The history of a seed, in a line. */
  readonly line: (seed: number) => string;
  /** How many strikes there were. */
  readonly struck: () => number;
  /** How many places hold what was typed in secret. */
  readonly leaks: () => number;
  readonly end: () => Promise<void>;
};

/** Histories over the processes of one machine. */
export async function onOneMachine(): Promise<Campaign> {
  const world = await startWorld();
  return {
    play: async (seed) => {
      const history = historyOf(seed);
      return checkHistory(world, history, await playHistory(world, history));
    },
    line: (seed) => lineOf(historyOf(seed)),
    struck: () => world.struck().length,
    leaks: () => search(filesBelow(world.stack.data), [canary]).leaks.length,
    end: world.end,
  };
}
