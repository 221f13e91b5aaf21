import { watching } from '../harness/until.ts';
import { faults } from './faults.ts';
import type { Strike } from './history.ts';
import type { Moment } from './moments.ts';
import type { Treatment } from './relay.ts';
import type { World } from './world.ts';

/** What is planned, what has struck, and what is still to be healed. */
export function makeStriker() {
  let open: Strike[] = [];
  let world: World | undefined;
  let isCut = false;
  let struck = 0;
  const healing = new Set<Promise<void>>();
  return {
    begin: (next: World, planned: readonly Strike[]) => {
      world = next;
      open = [...planned];
    },
    at: async (moment: Moment): Promise<Treatment> => {
      const due = open.filter((strike) => strike.at === moment);
      open = open.filter((strike) => strike.at !== moment);
      let treatment: Treatment = 'pass';
      for (const { fault } of due) {
        struck += 1;
        treatment = (world && (await faults[fault](world))) || treatment;
      }
      return treatment;
    },
    later: (ms: number, work: () => Promise<void>) => {
      const healed = watching(ms).then(work);
      healing.add(healed);
      void healed.finally(() => healing.delete(healed));
    },
    rest: () => {
      open = [];
    },
    isQuiet: () => open.length === 0 && healing.size === 0,
    isCut: () => isCut,
    cut: (next: boolean) => {
      isCut = next;
    },
    struck: () => struck,
    heal: async () => {
      while (healing.size > 0) await Promise.all(healing);
    },
  };
}
