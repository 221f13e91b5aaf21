import { MayflyError, errors } from '@mayfly/shared/base/errors.ts';
import type { ErrorWords } from './error-words.ts';

/** Any error in words. What is not of the table is a fault of ours, and is told as one. */
export function wordsOf(error: unknown): ErrorWords {
  if (error instanceof MayflyError) return { title: error.message, sentence: error.next };
  const { message, next } = errors.internal;
  return { title: message, sentence: next };
}
