import { z } from 'zod';

/** Page text in a fingerprint: whitespace collapsed, cut by whoever records. */
const words = z.string().max(400);

/** A place in CSS pixels, from the top left of the page (not of the window). */
export const boxSchema = z.strictObject({
  x: z.number(),
  y: z.number(),
  width: z.number().nonnegative(),
  height: z.number().nonnegative(),
});
export type Box = z.infer<typeof boxSchema>;

/** What a sketch keeps of each visible interactive or texted element. `path`: the absolute XPath, with indices. */
export const sketchedSchema = z.strictObject({
  path: z.string(),
  text: words.optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  href: z.string().optional(),
  className: z.string().optional(),
  box: boxSchema,
});
export type Sketched = z.infer<typeof sketchedSchema>;

/** What stands beside an element, as text. */
const neighbours = z.strictObject({
  left: words.optional(),
  right: words.optional(),
  above: words.optional(),
  below: words.optional(),
});

/**
 * What is known of an element when it was recorded, so that a changed page can be searched for its like. `value` is kept of
 * buttons, checkboxes and radios only: never what a person typed.
 */
export const fingerprintSchema = sketchedSchema.extend({
  tag: z.string(),
  /** The XPath that starts from the nearest ancestor with an id. */
  idPath: z.string().optional(),
  role: z.string().optional(),
  accessibleName: words.optional(),
  visibleText: words.optional(),
  type: z.string().optional(),
  value: words.optional(),
  alt: words.optional(),
  title: words.optional(),
  placeholder: words.optional(),
  /** `alt` of an image inside. */
  imageAlt: words.optional(),
  /** Text of its label. */
  label: words.optional(),
  /** Text of the nearest heading above. */
  heading: words.optional(),
  neighbours: neighbours.optional(),
  /** Landmark roles around it, outermost first. */
  landmarks: z.array(z.string()).optional(),
  /** Its place among like siblings; `ordinal` counts from 0. */
  siblings: z
    .strictObject({ ordinal: z.int().nonnegative(), count: z.int().positive() })
    .optional(),
  /** How many elements of the page have the same text. */
  sameText: z.int().nonnegative().optional(),
  /** Size of the whole page, and how far it was scrolled, in CSS pixels. */
  page: z
    .strictObject({
      width: z.number(),
      height: z.number(),
      scrollX: z.number(),
      scrollY: z.number(),
    })
    .optional(),
  /** Other elements of the same page. */
  sketch: z.array(sketchedSchema).max(400).optional(),
});
export type Fingerprint = z.infer<typeof fingerprintSchema>;
