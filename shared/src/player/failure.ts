import { StepError } from '../base/errors.ts';
import type { StepCode } from '../base/errors.ts';
import type { Tried } from './page/kit.ts';

/** What a refusal knows beyond its code. Holds no value of a page's field. */
export type Facts = {
  /** What was looked for. */
  readonly target?: string;
  /** Each selector, how many it found and how many of these showed. */
  readonly tried?: readonly Tried[];
  readonly waitedMs?: number;
  /** What lay over the element. */
  readonly coveredBy?: string;
  /** What was most like it all the same, 0 to 1, and how far ahead of the next. */
  readonly nearest?: { readonly likeness: number; readonly margin: number };
  /** Origin and path, no query. */
  readonly address?: string;
  readonly status?: number;
  /** Chromium's name of what went wrong on the way. */
  readonly network?: string;
};

/** A step that could not be done, with its facts. */
export class StepFailure extends StepError {
  readonly facts: Facts;

  constructor(code: StepCode, facts: Facts, detail: { message?: string; cause?: unknown } = {}) {
    super(code, detail);
    this.facts = facts;
  }
}

/** The facts of any error. */
export function factsOf(error: unknown): Facts {
  return error instanceof StepFailure ? error.facts : {};
}
