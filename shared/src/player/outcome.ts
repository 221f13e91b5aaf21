import { z } from 'zod';
import { errors } from '../base/errors.ts';
import type { Code } from '../base/errors.ts';
import { sentenceSchema } from '../base/sentence.ts';
import { tableSchema } from '../base/table.ts';

const ms = z.number().nonnegative();

/** One selector, how many it found, and how many of these showed. */
const triedSchema = z.strictObject({ selector: z.string(), found: z.int(), shown: z.int() });

/** What is known of a failure beyond its code. */
const factsSchema = z.strictObject({
  target: z.string().optional(),
  tried: z.array(triedSchema).readonly().optional(),
  waitedMs: ms.optional(),
  coveredBy: z.string().optional(),
  nearest: z.strictObject({ likeness: z.number(), margin: z.number() }).optional(),
  address: z.string().optional(),
  status: z.int().optional(),
  network: z.string().optional(),
});

/** Why a step failed. */
export const outcomeErrorSchema = z.strictObject({
  code: z.custom<Code>((code) => typeof code === 'string' && Object.hasOwn(errors, code)),
  message: z.string(),
  facts: factsSchema,
});

/** A request that the fence refused during a step, or that no site answered well. */
export const refusalSchema = z.strictObject({
  at: z.int(),
  why: z.enum([
    'write',
    'mark',
    'origin',
    'address',
    'upgrade',
    'unreachable',
    'certificate',
    'too-large',
  ]),
  method: z.string(),
  origin: z.string(),
  path: z.string(),
});

/** How a step ended. `stopped`: the run was ended during it; `skipped`: it signs in, and the session works. */
export const outcomeStatusSchema = z.enum(['succeeded', 'failed', 'stopped', 'skipped', 'not-run']);
export type OutcomeStatus = z.infer<typeof outcomeStatusSchema>;

/** What became of one step. */
export const outcomeSchema = z.strictObject({
  /** The step's place, from 0. */
  step: z.int().nonnegative(),
  id: z.string(),
  type: z.string(),
  sentence: sentenceSchema,
  status: outcomeStatusSchema,
  /** ms since 1970 UTC. */
  startedAt: ms,
  durationMs: ms,
  /** Which tab, from 0. */
  tab: z.int().nonnegative(),
  /** Whether the run ended because of it. */
  endsRun: z.boolean().optional(),
  /** Whether it was marked as one that sends data. */
  sends: z.boolean(),
  /** Which selector won, and its place in the ranking; `rank` is `of` where none did. */
  found: z
    .strictObject({
      selector: z.string(),
      rank: z.int(),
      of: z.int(),
      waitedMs: ms,
      /** It was found by likeness alone (0 to 1); `path` is proposed for its repair. */
      healed: z
        .strictObject({ likeness: z.number(), margin: z.number(), path: z.string() })
        .optional(),
    })
    .optional(),
  error: outcomeErrorSchema.optional(),
  /** Dialogs that the page opened; each was dismissed. */
  dialogs: z.array(z.strictObject({ kind: z.string(), message: z.string() })).optional(),
  /** Addresses, without query, of downloads that began; none was taken. */
  downloads: z.array(z.string()).optional(),
  refused: z.array(refusalSchema).optional(),
  values: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
  tables: z.array(z.strictObject({ name: z.string(), table: tableSchema })).optional(),
  pictures: z
    .array(
      z.strictObject({ name: z.string(), artifact: z.string(), masked: z.int().nonnegative() }),
    )
    .optional(),
});
/** What became of one step. */
export type Outcome = z.infer<typeof outcomeSchema>;
