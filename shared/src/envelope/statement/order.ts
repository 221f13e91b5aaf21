import { optional } from '../codec.ts';
import { count, id16, id32 } from '../scalars.ts';
import { statement } from '../statement.ts';
import type { Said } from '../statement.ts';

/** A device's word that a run shall start: `run` is fresh; times in ms since 1970, at most 24 h apart. */
export const order = statement('order', {
  grant: id32,
  run: id16,
  input: optional(id32),
  notBefore: count,
  notAfter: count,
});
/** What an order says. */
export type Order = Said<typeof order>;
