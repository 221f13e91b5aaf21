import { z } from 'zod';
import { base64urlSchema, id16Schema, id32Schema } from '../base/id-schemas.ts';

/** Kinds of entries in the feed, in no order. All but `due`, `stop` and `renewal` carry a statement and its signature. */
export const feedKinds = [
  'link',
  'due',
  'certificate',
  'mark',
  'end',
  'gone',
  'stop',
  'renewal',
] as const;

/**
 * One entry of the feed. `bytes` of `due`, `stop` and `renewal` is UTF-8 JSON ({@link dueSchema}, {@link stopSchema},
 * {@link renewalSchema}).
 */
export const feedEntrySchema = z.strictObject({
  n: z.int(),
  org: id32Schema,
  kind: z.enum(feedKinds),
  bytes: base64urlSchema,
  sig: base64urlSchema.optional(),
});
export type FeedEntry = z.infer<typeof feedEntrySchema>;

/** A slot that is due now: all that the service is told of a schedule. */
export const dueSchema = z.strictObject({
  org: id32Schema,
  grantSubject: id16Schema,
  run: id16Schema,
  slot: z.int(),
  graceMs: z.int(),
  deadlineMs: z.int(),
});
export type Due = z.infer<typeof dueSchema>;

/** A run that the broker will never release (again): stopped by a person, or what it needs was revoked. */
export const stopSchema = z.strictObject({ org: id32Schema, run: id16Schema });

/** A session's head moved from `prev` to `id` by a pod's renewal: only now may the body of `prev` be deleted. */
export const renewalSchema = z.strictObject({
  org: id32Schema,
  subject: id16Schema,
  id: id32Schema,
  prev: id32Schema,
});
