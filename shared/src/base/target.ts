import { z } from 'zod';
import { fingerprintSchema } from './fingerprint.ts';

/**
 * One frame on the way to an element. A frame of another site cannot see the element that holds it, so it may know its
 * address alone (without query).
 */
export const frameSchema = z
  .strictObject({
    url: z.string().optional(),
    selectors: z.array(z.string().min(1)).optional(),
  })
  .refine(({ url, selectors }) => url !== undefined || selectors?.length, {
    message: 'A frame is known by its address or by its selectors',
  });
export type FrameRef = z.infer<typeof frameSchema>;

/**
 * What the recorder knows of an element (DESIGN §8). `selectors` are ranked, best first: test id, `::-p-aria(name[role="r"])`,
 * label, `::-p-text(text)`, CSS, `::-p-xpath(path)`; ` >>> ` pierces open shadow roots.
 */
export const targetSchema = z.strictObject({
  /** What a person calls it. Text of the page: shown, never trusted. */
  name: z.string().min(1).max(200),
  role: z.string().optional(),
  selectors: z.array(z.string().min(1)).min(1),
  /** The way from the page to its frame, outermost first. Absent: the page itself. */
  frame: z.array(frameSchema).min(1).optional(),
  fingerprint: fingerprintSchema.optional(),
});
export type Target = z.infer<typeof targetSchema>;

/** Whether both name the same element: in the same frame, by the same best selector. */
export function isSameTarget(left: Target | undefined, right: Target | undefined): boolean {
  if (!left || !right) return false;
  return left.selectors[0] === right.selectors[0] && frameKey(left) === frameKey(right);
}

function frameKey({ frame = [] }: Target): string {
  return JSON.stringify(frame.map(({ url, selectors }) => url ?? selectors?.[0]));
}
