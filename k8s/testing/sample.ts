/** OpenAPI's schemas of an API server, by name; as much of them as is needed to make a value. */
export type Schemas = Readonly<Record<string, Schema>>;
type Schema = {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
};

const deepest = 6;

/** A value other than nothing for a field of a type of core/v1, made from its schema. */
export const sampleOf = (schemas: Schemas, type: string, field: string): unknown =>
  valueOf(schemas, schemas[`io.k8s.api.core.v1.${type}`]?.properties?.[field] ?? {}, 0);

const valueOf = (schemas: Schemas, schema: Schema, depth: number): unknown => {
  const referred = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (referred) return valueOf(schemas, schemas[referred.split('/').at(-1) ?? ''] ?? {}, depth);
  const [first] = schema.enum ?? [];
  if (first !== undefined) return first;
  if (schema.oneOf) return '1';
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  if (schema.type === 'array') return [valueOf(schemas, schema.items ?? {}, depth + 1)];
  if (schema.type === 'string') return schema.format === 'date-time' ? '2026-01-01T00:00:00Z' : 'x';
  const { properties = {}, required, additionalProperties } = schema;
  if (additionalProperties) return { x: valueOf(schemas, additionalProperties, depth + 1) };
  if (depth > deepest) return {};
  const wanted = required ?? Object.keys(properties).slice(0, 1);
  const values = wanted.map((name) => [name, valueOf(schemas, properties[name] ?? {}, depth + 1)]);
  return Object.fromEntries(values);
};
