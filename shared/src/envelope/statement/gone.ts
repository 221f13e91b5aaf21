import { oneOf } from '../codec.ts';
import { count, id16, text } from '../scalars.ts';
import { statement } from '../statement.ts';
import type { Said } from '../statement.ts';

/** How surely a pod was seen to be gone (DESIGN §6). */
export const goneGrades = ['node-verified', 'api', 'unproved'] as const;
/** How surely a pod was seen to be gone. */
export type GoneGrade = (typeof goneGrades)[number];

/** The broker's word that a pod is gone; `at` is when it was seen. */
export const gone = statement('gone', {
  run: id16,
  attempt: count,
  uid: text,
  seen: oneOf(...goneGrades),
});
/** What a gone says. */
export type Gone = Said<typeof gone>;

/**
 * The surest of what was said of one pod: one that was out of reach is told as unproved first, and once more when its node
 * has shown that it is gone.
 */
export function surestOf<T extends Pick<Gone, 'seen'>>(said: readonly T[]): T | undefined {
  const sureness = ({ seen }: T) => goneGrades.indexOf(seen);
  return said.toSorted((left, right) => sureness(left) - sureness(right))[0];
}
