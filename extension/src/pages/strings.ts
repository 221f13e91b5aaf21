import { lists } from './strings/lists.ts';
import { problem } from './strings/problem.ts';
import { review } from './strings/review.ts';
import { run } from './strings/run.ts';
import { shell } from './strings/shell.ts';
import { signIns } from './strings/sign-ins.ts';

/** All words of the pages, one part a screen. */
export const strings = { lists, problem, review, run, shell, signIns } as const;
