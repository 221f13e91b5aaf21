import { problem } from './strings/problem.ts';
import { review } from './strings/review.ts';
import { run } from './strings/run.ts';
import { shell } from './strings/shell.ts';

/** All words of the pages, one part a screen. */
export const strings = { problem, review, run, shell } as const;
