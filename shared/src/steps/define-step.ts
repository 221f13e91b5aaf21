import { z } from 'zod';
import { sendSchema } from '../base/send.ts';
import type { Sentence } from '../base/sentence.ts';
import type { RecordedEvent } from '../event/recorded-event.ts';
import type { Fields } from './field.ts';
import type { StepContext } from './step-context.ts';
import { metaOf } from './field.ts';

/** What every step has besides its fields. */
const common = {
  /** Stays the same through every edit; unique in its automation. */
  id: z.string().min(1).max(40),
  /** What it sent while it was recorded. */
  sends: z.array(sendSchema).optional(),
  /** The page on which it was recorded: origin and path, no query. */
  page: z.string().optional(),
  /** What follows when it fails. Absent: as the automation says. */
  onError: z.enum(['stop', 'continue']).optional(),
  /** Longest time that it may take. Absent: as the automation says. */
  timeoutMs: z.int().positive().optional(),
};

/** What every step has besides its fields. */
export type StepCommon = z.infer<z.ZodObject<typeof common>>;

/** Names of {@link StepCommon}. */
export const commonNames = Object.keys(common) as readonly (keyof StepCommon)[];

/** Something that a step does to a page or only reads from it. */
export type Effect = 'read' | 'write';

/** The values of a step's fields. */
export type ValuesOf<F extends Fields> = z.infer<z.ZodObject<F>>;

/** What one file says of a step: all that it is (HOUSE §3). */
export type StepParts<Type extends string, F extends Fields> = {
  readonly type: Type;
  /** What the editor calls it. */
  readonly title: string;
  /** `write` when it may make the page send data. */
  readonly effect: Effect;
  readonly fields: F;
  readonly example: ValuesOf<F>;
  /** The step that an event stands for; `undefined`: not mine. */
  readonly fromEvent: (event: RecordedEvent) => ValuesOf<F> | undefined;
  /** One step for the step before and this one; `undefined`: both stay. */
  readonly absorbs?: (previous: AnyValues, values: ValuesOf<F>) => ValuesOf<F> | undefined;
  /** What it does, for a person. Holds no secret. */
  readonly sentence: (values: ValuesOf<F>) => Sentence;
  readonly execute: (values: ValuesOf<F>, context: StepContext) => Promise<void>;
};

/** The values of a step of any type, as `absorbs` sees the one before. */
export type AnyValues = { readonly type: string } & Readonly<Record<string, unknown>>;

/** A step's definition: its parts, and the schema of the whole step. */
export type StepDefinition<Type extends string = string, F extends Fields = Fields> = StepParts<
  Type,
  F
> & {
  readonly schema: z.ZodObject<{ type: z.ZodLiteral<Type> } & F & typeof common, z.core.$strict>;
};

/** A step of a definition. */
export type StepOf<D> = D extends { readonly schema: infer S extends z.ZodType }
  ? z.infer<S>
  : never;

/** Makes a definition of its parts. A field with `when` is there exactly when its condition holds. */
export function defineStep<const Type extends string, F extends Fields>(
  parts: StepParts<Type, F>,
): StepDefinition<Type, F> {
  const schema = z.strictObject({ type: z.literal(parts.type), ...parts.fields, ...common });
  return {
    ...parts,
    schema: schema.superRefine((step, issues) => checkConditions(parts.fields, step, issues)),
  };
}

function checkConditions(fields: Fields, step: object, issues: z.core.$RefinementCtx): void {
  const values = step as Record<string, unknown>;
  for (const [name, field] of Object.entries(fields)) {
    const { when } = metaOf(field);
    if (!when) continue;
    const isWanted = when.is.includes(String(values[when.field]));
    if (isWanted === (values[name] !== undefined)) continue;
    const message = isWanted ? 'This is needed' : 'This does not belong here';
    issues.addIssue({ code: 'custom', path: [name], message });
  }
}
