import type { Code } from '@mayfly/shared/base/errors.ts';
import { engineErrorStrings } from './error-strings/engine.ts';
import { requestErrorStrings } from './error-strings/request.ts';
import { sealErrorStrings } from './error-strings/seal.ts';
import { stepErrorStrings } from './error-strings/step.ts';
import { count } from './format.ts';
import type { ErrorWords } from './error-words.ts';

/** Each code of the one table in words: what happened; what was not harmed and what to do; the one button. */
export const errorStrings: Readonly<Record<Code, ErrorWords>> = {
  ...stepErrorStrings,
  ...sealErrorStrings,
  ...requestErrorStrings,
  ...engineErrorStrings,
};

/** What a screen may know beyond the code, and say. Names are of pages: shown as text. */
export type ErrorAbout = {
  /** What was looked for: “Show all”. */
  target?: string | undefined;
  host?: string | undefined;
  step?: number | undefined;
  /** Ways that were tried, for how long (ms), and likenesses from 0 to 1: the best, and what is needed. */
  tried?:
    | { ways: number; forMs: number; best?: number | undefined; needed?: number | undefined }
    | undefined;
  waitedMs?: number | undefined;
};

/** The words of a code, closer where more is known. */
export function sayError(code: Code, about: ErrorAbout = {}): ErrorWords {
  return { ...errorStrings[code], ...closer(code, about) };
}

function closer(
  code: Code,
  { target, host, step, tried, waitedMs }: ErrorAbout,
): Partial<ErrorWords> {
  if (code === 'session-expired' && host) {
    return {
      sentence: `${host} showed its sign-in page. Nothing was typed there. Resync the sign-in.`,
    };
  }
  if (code === 'target-not-found' && target) {
    return { title: `Could not find ${target}`, ...(tried && { sentence: sayTried(tried) }) };
  }
  if (code === 'target-ambiguous' && target) return { title: `Two things look like ${target}` };
  if (code === 'write-refused' && host && step) {
    return { sentence: `Step ${step} would have sent data to ${host}. It was not sent.` };
  }
  if (code === 'timed-out' && target && waitedMs !== undefined) {
    return { title: `Waited ${Math.round(waitedMs / 1000)} s for ${target}` };
  }
  return {};
}

function sayTried({ ways, forMs, best, needed }: NonNullable<ErrorAbout['tried']>): string {
  const first = `Tried ${count(ways, 'way')} in ${Math.round(forMs / 1000)} s.`;
  const likeness =
    best === undefined || needed === undefined
      ? ''
      : ` (best ${Math.round(best * 100)} %, needed ${Math.round(needed * 100)} %)`;
  return `${first} Nothing on the page was like it enough${likeness}. Nothing was clicked.`;
}
