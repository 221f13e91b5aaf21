import { optional, struct } from '../codec.ts';
import { logHead } from './log-head.ts';
import { bytesOf, count, id32 } from '../scalars.ts';
import { statement } from '../statement.ts';
import type { Said } from '../statement.ts';

/**
 * An admin's word that a broker that was restored may release again, from exactly this head and log on. `saw` is what the
 * device had seen beyond them: what was lost is written down by it.
 */
export const opening = statement('opening', {
  challenge: bytesOf(32),
  seq: count,
  head: id32,
  log: logHead,
  saw: optional(struct({ seq: count, head: id32, log: logHead })),
});
/** What an opening says. */
export type Opening = Said<typeof opening>;
