import { logHead } from './log-head.ts';
import { bytesOf, count, id32 } from '../scalars.ts';
import { statement } from '../statement.ts';
import type { Said } from '../statement.ts';

/** The broker's answer to a link or a beat: where the charter and the log are, and its key for this org. */
export const receipt = statement('receipt', {
  seq: count,
  head: id32,
  log: logHead,
  sealKey: bytesOf(32),
});
/** What a receipt says. */
export type Receipt = Said<typeof receipt>;
