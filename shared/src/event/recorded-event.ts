import { z } from 'zod';
import { sendSchema } from '../base/send.ts';
import { targetSchema } from '../base/target.ts';
import { nameSchema, textSchema } from '../base/text.ts';
import { columnSchema, partSchema } from './extraction.ts';

/** Keys held down meanwhile, by their names in `KeyboardEvent.key`. */
export const modifierSchema = z.enum(['Alt', 'Control', 'Meta', 'Shift']);
export type Modifier = z.infer<typeof modifierSchema>;

/** What every event says. */
const seen = {
  /** When, in ms since 1970 UTC. */
  at: z.int().nonnegative(),
  /** The page's address, that of the tab and not of a frame, before the act. */
  url: z.string(),
  /** Which tab, counted from 0 in the order in which the recording met them. */
  tab: z.int().nonnegative(),
  /** What was sent because of it. */
  sends: z.array(sendSchema).optional(),
};

const target = targetSchema;

/** What was seen, one shape per kind. Plain JSON; nothing typed into a secret field is ever in it. */
export const recordedEventSchema = z.discriminatedUnion('kind', [
  /** `by: 'page'`: a link, a form or a script led there. `to` is where it ended. */
  z.strictObject({
    kind: z.literal('navigate'),
    ...seen,
    to: z.string(),
    by: z.enum(['person', 'page']),
  }),
  z.strictObject({
    kind: z.literal('click'),
    ...seen,
    target,
    button: z.enum(['left', 'middle', 'right']),
    /** 2: the second click of a double click. */
    count: z.int().positive(),
    modifiers: z.array(modifierSchema),
  }),
  /** The whole value of the field after it changed. */
  z.strictObject({ kind: z.literal('input'), ...seen, target, value: textSchema }),
  /** What is now chosen, by the text that a person reads. */
  z.strictObject({ kind: z.literal('select'), ...seen, target, options: z.array(z.string()) }),
  /** A checkbox, radio or switch after it changed. */
  z.strictObject({ kind: z.literal('check'), ...seen, target, checked: z.boolean() }),
  /** A key that does something: `key` as in `KeyboardEvent.key`. */
  z.strictObject({
    kind: z.literal('key'),
    ...seen,
    target: target.optional(),
    key: z.string().min(1),
    modifiers: z.array(modifierSchema),
  }),
  z.strictObject({ kind: z.literal('hover'), ...seen, target }),
  /** Where it was scrolled to, in CSS pixels. Without target: the page. */
  z.strictObject({
    kind: z.literal('scroll'),
    ...seen,
    target: target.optional(),
    x: z.number().nonnegative(),
    y: z.number().nonnegative(),
  }),
  /** `tab` is the one that was opened, turned to, or closed. `by: 'page'`: a link or a script opened it. */
  z.strictObject({
    kind: z.literal('tab'),
    ...seen,
    act: z.enum(['open', 'switch', 'close']),
    by: z.enum(['person', 'page']),
  }),
  z.strictObject({ kind: z.literal('back'), ...seen }),
  /** Get data: one value; with `table` the repeated `row` inside `target`, one row of cells each. */
  z.strictObject({
    kind: z.literal('extract'),
    ...seen,
    target,
    name: nameSchema,
    part: partSchema.optional(),
    table: z
      .strictObject({ row: z.string().min(1), columns: z.array(columnSchema).min(1) })
      .optional(),
  }),
  z.strictObject({ kind: z.literal('picture'), ...seen, name: nameSchema }),
  /** Exactly one of the three is there. */
  z.strictObject({
    kind: z.literal('wait'),
    ...seen,
    durationMs: z.int().positive().optional(),
    target: target.optional(),
    address: z.string().optional(),
  }),
  /** Something expected; `target` for a text at one place. */
  z.strictObject({
    kind: z.literal('assert'),
    ...seen,
    what: z.enum(['address', 'title', 'text']),
    target: target.optional(),
    value: z.string(),
  }),
]);
export type RecordedEvent = z.infer<typeof recordedEventSchema>;

/** What an event may be. */
export type EventKind = RecordedEvent['kind'];

/** An event of one kind. */
export type EventOf<Kind extends EventKind> = Extract<RecordedEvent, { kind: Kind }>;
