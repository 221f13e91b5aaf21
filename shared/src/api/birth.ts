import { z } from 'zod';
import { base64urlSchema } from '../base/id-schemas.ts';

/** What a pod is told at birth, one line of JSON on its standard input, and nothing else ever. */
export const birthSchema = z.strictObject({
  /** `run-<run>-<attempt>` or `warm-<random>`. */
  name: z.string(),
  /** 32 random bytes, good for one claim. */
  token: base64urlSchema,
  /** Path of the anchor file. */
  anchorFile: z.string(),
  /** The pod's own directory: memory-backed where the system allows. */
  dir: z.string(),
  /** When the pod must have ended, ms since 1970. */
  deadlineAt: z.int(),
  /** The browser to use, where it is not to be looked for. */
  browser: z.string().optional(),
  /** The user of the browser, where it is not the pod's own. */
  browserUid: z.int().optional(),
});
export type Birth = z.infer<typeof birthSchema>;
