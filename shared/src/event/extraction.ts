import { z } from 'zod';

/** What is read of an element: what a person sees, what a field holds, or one attribute. Addresses are made whole. */
export const partSchema = z.enum(['text', 'value', 'href', 'src', 'alt', 'title', 'datetime']);
export type Part = z.infer<typeof partSchema>;

/** A column of a table: which element inside the row, by CSS; without selector, the row itself. */
export const columnSchema = z.strictObject({
  name: z.string().min(1).max(80),
  selector: z.string().min(1).optional(),
  part: partSchema.optional(),
});
export type Column = z.infer<typeof columnSchema>;
