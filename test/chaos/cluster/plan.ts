import { chanceOf } from '../chance.ts';
import { moments, writingMoments } from '../moments.ts';
import { clusterFaults } from './faults.ts';
import type { Chance } from '../chance.ts';
import type { History } from '../history.ts';
import type { Moment } from '../moments.ts';
import type { ClusterFault } from './faults.ts';

const all = Object.keys(clusterFaults) as ClusterFault[];

/** After so many histories, two strikes each, every fault has been played once more. */
export const roundOf = Math.ceil(all.length / 2);

/** What keeps a pod from coming up, or a page from being shown, strikes before there is one. */
const early: ReadonlySet<ClusterFault> = new Set<ClusterFault>([
  'image missing',
  'memory eaten',
  'pool drained',
  'quota full',
]);
/** What may end a run for good: nothing else can strike it then but at its end. */
const fatal: ReadonlySet<ClusterFault> = new Set<ClusterFault>(['browsers killed', 'memory eaten']);

const upToKeys = moments.slice(0, moments.indexOf('visiting'));
const afterKeys = moments.slice(moments.indexOf('visiting'));
const atItsEnd = moments.slice(moments.indexOf('reporting'));

/**
 * The history of a seed on a cluster: a run that reads or writes, struck before it has its keys and once more after. Each round
 * of seeds plays every fault, in an order of its own.
 */
export function clusterHistoryOf(seed: number): History<ClusterFault> {
  const round = Math.floor((seed - 1) / roundOf);
  const place = (seed - 1) % roundOf;
  const order = shuffled(all, chanceOf(round + 1));
  const pair = [order[2 * place]!, order[2 * place + 1] ?? order[0]!];
  const chance = chanceOf(seed);
  const writes = chance.below(3) > 0;
  const [first, second] = pair.toSorted((one, other) => rankOf(one) - rankOf(other)) as [
    ClusterFault,
    ClusterFault,
  ];
  const fitting = (fatal.has(first) ? atItsEnd : afterKeys).filter(
    (moment) => writes || !writingMoments.has(moment),
  );
  const at = (fault: ClusterFault, among: readonly Moment[]): Moment =>
    early.has(fault) ? 'ordering' : chance.pick(among);
  const strikes = [
    { at: at(first, upToKeys), fault: first },
    { at: at(second, fitting), fault: second },
  ];
  return { seed, writes, strikes };
}

/** Which of two comes first. */
function rankOf(fault: ClusterFault): number {
  if (early.has(fault)) return 0;
  return fatal.has(fault) ? 2 : 1;
}

/** In an order that looks like chance (Fisher and Yates). */
function shuffled<T>(things: readonly T[], chance: Chance): T[] {
  const left = [...things];
  return things.map(() => left.splice(chance.below(left.length), 1)[0]!);
}
