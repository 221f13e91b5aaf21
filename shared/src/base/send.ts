import { z } from 'zod';

/** A request that sends data, as it was seen while recording: where to, and how. No query, no body. */
export const sendSchema = z.strictObject({
  origin: z.string(),
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string().startsWith('/'),
  /** Whether it only reads all the same: a search, or GraphQL's query. */
  reading: z.boolean().optional(),
});
export type Send = z.infer<typeof sendSchema>;
