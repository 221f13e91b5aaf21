import { review } from './strings/review.ts';
import { shell } from './strings/shell.ts';

/** All words of the pages, one part a screen. */
export const strings = { shell, review } as const;
