import type { EyeName } from '@mayfly/cloud-runner/pod/fence/eye.ts';

import { channels } from './channels/index.ts';

/** One channel, tried against one kind of origin. */
export type Try = {
  channel: string;
  /** An origin that is not granted, one that may be read, and the page's own, which may be read. */
  target: 'evil' | 'ro' | 'app';
  scheme: 'http' | 'https';
};

/** What a browser is tried behind; `none`: no fence, to see that the channels are real. */
export type Guard = EyeName | 'none';

/** What came of one try. */
export type Tried = Try & {
  /** What should not have arrived, by its kind. */
  arrived: string[];
  /** Whether the page came that was to try it. */
  isTried: boolean;
};

/** Which of a number of tries got through. */
export type Escapees = { through: string[]; tried: number };

/** What a round of tries came to; `datagrams` that reached anybody. */
export type Round = { tried: Tried[]; datagrams: number };

/** All tries: each channel, at each kind of origin, over http and https. */
export function allTries(): Try[] {
  const schemes = ['http', 'https'] as const;
  const targets = ['evil', 'ro', 'app'] as const;
  return Object.keys(channels).flatMap((channel) =>
    targets.flatMap((target) => schemes.map((scheme) => ({ channel, target, scheme }))),
  );
}

/** Some of the tries, the same for the same seed. */
export function someTries(count: number, seed: number): Try[] {
  const tries = allTries();
  let state = seed;
  const next = () => {
    // Numerical Recipes' generator.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, () =>
    tries.splice(Math.floor(next() * tries.length), 1),
  ).flat();
}
