import { MayflyError } from '@mayfly/shared/base/errors.ts';

/** How a campaign went. Every case is one that must be refused, by an error of ours. */
export type Tally = {
  tried: number;
  /** What was taken though it must not be: names of cases. */
  readonly accepted: string[];
  /** What ended in an error that is none of ours. */
  readonly crashed: string[];
};

/** Nothing was tried yet. */
export const newTally = (): Tally => ({ tried: 0, accepted: [], crashed: [] });

/** Tries one case, which must be refused. */
export const mustRefuse = (tally: Tally, name: string, work: () => unknown): void => {
  tally.tried += 1;
  try {
    work();
    tally.accepted.push(name);
  } catch (error) {
    if (!(error instanceof MayflyError)) tally.crashed.push(`${name}: ${String(error)}`);
  }
};

/** Tries one case, which may be taken or refused, but not crash. */
export const mustNotCrash = (tally: Tally, name: string, work: () => unknown): void => {
  tally.tried += 1;
  try {
    work();
  } catch (error) {
    if (!(error instanceof MayflyError)) tally.crashed.push(`${name}: ${String(error)}`);
  }
};
