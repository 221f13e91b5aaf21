import type { z } from 'zod';
import type { Page } from 'puppeteer-core';
import type { Text } from '../base/text.ts';
import type { refusalSchema } from './outcome.ts';

/**
 * A request that got no answer, from the fence's own log: refused by it, or the site is at fault (`unreachable`,
 * `certificate`, `too-large`). `path` without query.
 */
export type Refusal = {
  readonly at: number;
  readonly why: z.infer<typeof refusalSchema>['why'];
  readonly method: string;
  readonly origin: string;
  readonly path: string;
};

/** What the fence refused so far, oldest first; it only grows. */
export type FenceLog = { refused(): readonly Refusal[] };

/** A picture that was taken and sealed: its artifact, and how many places in it are masked. */
export type TakenPicture = { readonly artifact: string; readonly masked: number };

/** What a picture is taken of. */
export type PictureOf = {
  readonly page: Page;
  /** The step's place, from 0. */
  readonly step: number;
  readonly name: string;
};

/** How long the player waits, in ms. */
export type Limits = {
  /** Longest time to look for one target. */
  readonly findMs: number;
  /** Longest time to wait, after an act, for what it set going on the network. */
  readonly settleMs: number;
  /** Longest time to take a picture after a step; later, there is none. */
  readonly pictureMs: number;
};

/** Limits when nothing else was said. */
export const usualLimits: Limits = { findMs: 10_000, settleMs: 5_000, pictureMs: 5_000 };

/** What a run plays with. Everything that reaches outside is in it. */
export type PlayContext = {
  /** The first tab. */
  readonly page: Page;
  /** Ends the run: the step under way stops, the rest is not run. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** The value of a text for a frame of `origin`. Throws `secret-missing`, `input-missing`, or `origin-refused` outside its scope. */
  readonly reveal: (text: Text, origin: string | undefined) => string;
  /** Whether everything is there that the steps which sign in enter. Absent: yes. */
  readonly canSignIn?: boolean;
  /** Whether a stored session was installed. */
  readonly hasSession: boolean;
  /** Puts that session away, before the steps that sign in are played after all. */
  readonly dropSession?: () => Promise<void>;
  /** Asked before the first step that sends data. Nothing is sent unless it answers. */
  readonly mark: () => Promise<void>;
  /** Whether a write was let through, for whoever sees them all. Absent: the mark alone tells. */
  readonly hasWritten?: () => boolean;
  readonly fenceLog?: FenceLog;
  /** Takes a masked picture and keeps it; undefined when it could not be masked for sure. Without it, no pictures. */
  readonly onPicture?: (picture: PictureOf) => Promise<TakenPicture | undefined>;
  readonly limits?: Partial<Limits>;
};
