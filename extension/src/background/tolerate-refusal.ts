import { MayflyError } from '@mayfly/shared/base/errors.ts';

/**
 * A chore that was refused stays undone until its next turn: popup and pages ask the same, and tell it in words. Anything
 * else is a fault of ours.
 */
export function tolerateRefusal(error: unknown): void {
  if (!(error instanceof MayflyError)) throw error;
}
