import { watermarkFile } from './watermark-file.ts';
import type { Config } from '../config.ts';

/**
 * How far the feed was ever told, kept outside the database. A database whose feed ends below was put back to an earlier
 * one: only what was committed is ever told, and what was told is never below.
 */
export type Watermark = {
  /** Whether it outlives this process. */
  readonly isKept: boolean;
  /** The highest number that is known to have been told; `undefined` at first where none is kept, or it is gone. */
  readonly told: () => number | undefined;
  /** Answers the number that was given to a new entry, 0 for none. Throws where that was told before: the database went back. */
  readonly pass: (n: number | undefined) => number;
  /** Keeps that `n` was told. A lower one changes nothing. */
  readonly raise: (n: number) => void;
};

/** The watermark that the configuration names; without one, none outlives this process. */
export function watermarkOf({ watermarkFile: file }: Pick<Config, 'watermarkFile'>): Watermark {
  return watermarkOn(file === undefined ? undefined : watermarkFile(file));
}

/** Where a watermark lies. `read` answers `undefined` where there is none, or none that can be read. */
export type Place = {
  readonly read: () => number | undefined;
  readonly write: (n: number) => void;
};

/** A watermark at a place; without one, in this process alone. */
export function watermarkOn(place: Place | undefined): Watermark {
  let highest = place?.read();
  return {
    isKept: place !== undefined,
    told: () => highest,
    pass: (n) => {
      if (n !== undefined && n <= (highest ?? 0)) throw new Error('The database went back');
      return n ?? 0;
    },
    raise: (n) => {
      if (n <= (highest ?? -1)) return;
      highest = n;
      place?.write(n);
    },
  };
}
