import type { z } from 'zod';

/** How a form shows a field. One component of the editor each. */
export type Control =
  | 'address'
  | 'choice'
  | 'choices'
  | 'columns'
  | 'duration'
  | 'keys'
  | 'name'
  | 'number'
  | 'selector'
  | 'switch'
  | 'target'
  | 'text'
  | 'texts';

/** What a form must know of a field, given with `.meta()` as the last call on its schema. */
export type FieldMeta = {
  readonly label: string;
  readonly control: Control;
  /** Words for the values of a choice. */
  readonly words?: Readonly<Record<string, string>>;
  /** The field is there exactly when another field holds one of these values. Its schema is optional. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
};

declare module 'zod' {
  // What every schema's `.meta()` may say.
  interface GlobalMeta {
    label?: string;
    control?: Control;
    words?: Readonly<Record<string, string>>;
    when?: { readonly field: string; readonly is: readonly string[] };
  }
}

/** The fields of a step, each a schema with its {@link FieldMeta}. */
export type Fields = z.core.$ZodLooseShape & Record<string, z.ZodType>;

/** What a field's schema says to forms. Throws a TypeError when it has no label or control. */
export function metaOf(schema: z.ZodType): FieldMeta {
  const meta = schema.meta();
  if (!meta?.label || !meta.control) throw new TypeError('A field without label or control');
  const { label, control, words, when } = meta;
  return { label, control, ...(words && { words }), ...(when && { when }) };
}
