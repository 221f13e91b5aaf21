import { z } from 'zod';
import { errors } from '../base/errors.ts';
import type { Code } from '../base/errors.ts';
import { id16Schema, id32Schema } from '../base/id-schemas.ts';
import { tableSchema } from '../base/table.ts';
import { outcomeSchema, refusalSchema } from '../player/outcome.ts';

/** The version that this program writes. */
export const reportVersion = 1;

/** How a run may end in its pod's own word. */
export const reportStatusSchema = z.enum([
  'succeeded',
  'finished-with-errors',
  'failed',
  'canceled',
  'timed-out',
  'outcome-unknown',
]);
export type ReportStatus = z.infer<typeof reportStatusSchema>;

const codeSchema = z.custom<Code>(
  (code) => typeof code === 'string' && Object.hasOwn(errors, code),
);

/** What the run was fenced with, and what the fence refused. `refusedCount` counts those that the list leaves out too. */
export const fenceSummarySchema = z.strictObject({
  /** `inspect` and `tap` are its two eyes; both need the empty namespace to be a fence of their own. */
  eye: z.enum(['inspect', 'tap']),
  network: z.enum(['namespace', 'proxy-only']),
  disk: z.enum(['memory', 'disk']),
  sandbox: z.enum(['chromium', 'none']),
  refused: z.array(refusalSchema).max(500),
  refusedCount: z.int().nonnegative(),
});
export type FenceSummary = z.infer<typeof fenceSummarySchema>;

/** Something sealed beside the report. `step` counts from 0; `size` in bytes before sealing. */
export const artifactSchema = z.strictObject({
  id: id32Schema,
  mediaType: z.string(),
  size: z.int().nonnegative(),
  step: z.int().nonnegative(),
  name: z.string(),
  /** How many places of a picture are masked. */
  masked: z.int().nonnegative(),
});
export type Artifact = z.infer<typeof artifactSchema>;

const read = { step: z.int().nonnegative(), name: z.string() };

/** The body of a report: all that a run tells of itself, redacted before it is sealed. */
export const reportSchema = z.strictObject({
  v: z.literal(reportVersion),
  run: id16Schema,
  attempt: z.int().positive(),
  automation: z.strictObject({
    id: id32Schema,
    name: z.string(),
    version: z.int().positive(),
  }),
  status: reportStatusSchema,
  /** Why it did not succeed. */
  code: codeSchema.optional(),
  /** The step that ended it, from 0. */
  step: z.int().nonnegative().optional(),
  startedAt: z.number(),
  endedAt: z.number(),
  /** One for each step of the automation, in order; those that were not run too. */
  outcomes: z.array(outcomeSchema.omit({ values: true, tables: true })),
  values: z.array(z.strictObject({ ...read, value: z.string() })),
  tables: z.array(z.strictObject({ ...read, table: tableSchema })),
  /** How many tabs there were. */
  tabs: z.int().positive(),
  fence: fenceSummarySchema,
  artifacts: z.array(artifactSchema),
  /** New versions of sessions: subject, and envelope id. */
  renewals: z.array(z.strictObject({ subject: id16Schema, id: id32Schema })),
  /** Whether an input came through the letterbox, which read it. */
  throughLetterbox: z.boolean(),
  /** How many places of the text were hidden. */
  hidden: z.int().nonnegative(),
});
export type Report = z.infer<typeof reportSchema>;

/** The body of a progress envelope: what became of one step, while the run goes on. */
export const progressSchema = z.strictObject({
  v: z.literal(reportVersion),
  run: id16Schema,
  attempt: z.int().positive(),
  /** How many steps there are. */
  of: z.int().positive(),
  outcome: outcomeSchema,
});
export type Progress = z.infer<typeof progressSchema>;
