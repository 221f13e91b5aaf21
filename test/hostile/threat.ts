import type { Worlds } from './worlds.ts';

/** What an attacker does. `play` throws where more is got than the row says. */
export type Attack = {
  readonly title: string;
  /** Whether it is played by `npm run test:hostile` alone. */
  readonly isLong?: boolean;
  readonly play: (worlds: Worlds) => Promise<void>;
};

/** A test elsewhere in the repository that plays this: its file, and its title as it stands there. */
export type Held = { readonly file: string; readonly title: string };

/** A row of the table: one attacker and what is after. Every row is held by attacks here or tests elsewhere. */
export type Threat = {
  readonly attacker: string;
  readonly asset: string;
  /** With what it comes. */
  readonly means: string;
  readonly gets: string;
  readonly getsNot: string;
  /** What nothing stops, in so many words. */
  readonly notStopped: string;
  readonly attacks: readonly Attack[];
  readonly held: readonly Held[];
};

/** Tests of one file, by their titles. */
export const heldIn = (file: string, ...titles: readonly string[]): Held[] =>
  titles.map((title) => ({ file, title }));
