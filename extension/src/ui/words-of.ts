import { MayflyError } from '@mayfly/shared/base/errors.ts';
import { sayError } from './error-strings.ts';
import type { ErrorAbout } from './error-strings.ts';
import type { ErrorWords } from './error-words.ts';

/** Any error in words, closer where more is known. What is not of the table is a fault of ours, and is told as one. */
export function wordsOf(error: unknown, about?: ErrorAbout): ErrorWords {
  return sayError(error instanceof MayflyError ? error.code : 'internal', about);
}
