import { list, oneOf, optional, struct } from '../codec.ts';
import { count, id16, id32, text } from '../scalars.ts';
import { statement } from '../statement.ts';
import type { Said } from '../statement.ts';

/** How a run may end in its pod's own word. */
export const endStatuses = [
  'succeeded',
  'finished-with-errors',
  'failed',
  'canceled',
  'timed-out',
  'outcome-unknown',
] as const;
/** How a run may end in its pod's own word. */
export type EndStatus = (typeof endStatuses)[number];

/** The pod's word on how its run ended. `step` counts from 0; `report` and `renewals` name envelopes. */
export const end = statement('end', {
  run: id16,
  attempt: count,
  status: oneOf(...endStatuses),
  code: optional(text),
  step: optional(count),
  report: id32,
  renewals: list(struct({ subject: id16, id: id32 })),
});
/** What an end says. */
export type End = Said<typeof end>;
