import { logHead } from './log-head.ts';
import { count, id32 } from '../scalars.ts';
import { statement } from '../statement.ts';
import type { Said } from '../statement.ts';

/** A person's sign of life, with the highest head and the log that the device saw. */
export const beat = statement('beat', { seq: count, head: id32, seen: logHead });
/** What a beat says. */
export type Beat = Said<typeof beat>;
