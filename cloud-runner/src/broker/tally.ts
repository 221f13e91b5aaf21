import type { GoneGrade } from '@mayfly/shared/envelope/statement/gone.ts';

/** What the broker does without being asked. */
export type Work = 'due' | 'pods' | 'tidy';

/** What an operator counts of the broker. Nothing of it names anybody. */
export type Tally = {
  released(): void;
  marked(): void;
  /** A pod was gone, so long after its end, or its release where it told none. */
  gone(grade: GoneGrade, ms: number): void;
  /** The service was told of a slot so late. */
  due(lagMs: number): void;
  failed(work: Work): void;
  /** How many pods are looked after, and since when those of them that leave do so. */
  watching(pods: number, leavingMs: readonly number[]): void;
};

const nothing = () => undefined;

/** Where nobody asks for figures, none are kept. */
export const silentTally: Tally = {
  released: nothing,
  marked: nothing,
  gone: nothing,
  due: nothing,
  failed: nothing,
  watching: nothing,
};
