import { logHead } from './log-head.ts';
import { bytesOf, count, id32 } from '../scalars.ts';
import { statement } from '../statement.ts';
import type { Said } from '../statement.ts';

/**
 * The broker's word that its ledger was put back to an earlier one, where charter and log are in it, and what an admin's
 * device is to sign before anything is released again: `challenge` is fresh at each restore.
 */
export const restored = statement('restored', {
  challenge: bytesOf(32),
  seq: count,
  head: id32,
  log: logHead,
});
/** What a restored says. */
export type Restored = Said<typeof restored>;
