import type { EyeName } from '@mayfly/cloud-runner/pod/fence/eye.ts';

import type { Task } from './round.ts';
import type { Escapees, Guard, Round, Try } from './trial.ts';
import { inWorld } from './world.ts';

/** What got past one eye, of how much that was tried. */
export type Campaign = { escapes: string[]; cases: number; untried: string[] };

const named = ({ channel, target, scheme }: Try) => `${channel} → ${target}, ${scheme}`;

const run = (task: Task): Promise<unknown> => inWorld('round.ts', task);

const tryChannels = async (guard: Guard, tries: readonly Try[]): Promise<Round> =>
  (await run({ kind: 'channels', guard, tries: [...tries] })) as Round;

/**
 * Tries channels, tricks with addresses, and the pod itself, at one eye, each in a world of its own. A page that did not
 * come under load is tried once more.
 */
export async function campaignAt(eye: EyeName, tries: readonly Try[]): Promise<Campaign> {
  const first = await tryChannels(eye, tries);
  const missed = first.tried.filter(({ isTried }) => !isTried);
  const second = missed.length > 0 ? await tryChannels(eye, missed) : { tried: [], datagrams: 0 };
  const tricks = (await run({ kind: 'tricks', guard: eye })) as Escapees;
  const pod = (await run({ kind: 'pod', guard: eye })) as Escapees;
  const tried = [...first.tried, ...second.tried];
  const datagrams = first.datagrams + second.datagrams;
  return {
    escapes: [
      ...tried
        .filter(({ arrived }) => arrived.length > 0)
        .map((each) => `${named(each)}: ${each.arrived.join(', ')}`),
      ...Array.from({ length: datagrams }, () => 'a datagram'),
      ...tricks.through,
      ...pod.through,
    ],
    cases: tries.length + tricks.tried + pod.tried,
    untried: second.tried.filter(({ isTried }) => !isTried).map(named),
  };
}

/** How many of the tries that a fence has to stop arrive where there is none. */
export async function arrivedUnfenced(tries: readonly Try[]): Promise<number> {
  const { tried } = await tryChannels('none', tries);
  return tried.filter(({ arrived }) => arrived.length > 0).length;
}
