import { watching } from '../harness/until.ts';
import type { Strike } from './history.ts';
import type { Moment } from './moments.ts';
import type { Treatment } from './relay.ts';

/** What may befall a run of a world. It answers what becomes of the message at which it struck. */
export type FaultIn<World> = (world: World) => Promise<Treatment | void>;

/** What is planned, what has struck, and what is still to be healed. */
export function makeStriker<World, Name extends string>(
  faults: Readonly<Record<Name, FaultIn<World>>>,
) {
  let open: Strike<Name>[] = [];
  let world: World | undefined;
  let isCut = false;
  const struck: Name[] = [];
  const healing = new Set<Promise<void>>();
  return {
    begin: (next: World, planned: readonly Strike<Name>[]) => {
      world = next;
      open = [...planned];
    },
    at: async (moment: Moment): Promise<Treatment> => {
      const due = open.filter((strike) => strike.at === moment);
      open = open.filter((strike) => strike.at !== moment);
      let treatment: Treatment = 'pass';
      for (const { fault } of due) {
        struck.push(fault);
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
    struck: (): readonly Name[] => [...struck],
    heal: async () => {
      while (healing.size > 0) await Promise.all(healing);
    },
  };
}
