import { z } from 'zod';

/** The values of an enum, also inside `optional` or an array; none for any other schema. */
export function optionsOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodOptional) return optionsOf(schema.unwrap());
  if (schema instanceof z.ZodArray) return optionsOf(schema.element);
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  return [];
}
