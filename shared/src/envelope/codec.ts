import { SealError } from '../base/errors.ts';
import { decodeCbor, encodeCbor, isCborMap } from './cbor.ts';
import type { CborMap, CborValue } from './cbor.ts';

/**
 * One shape, both ways. `pack` throws a TypeError for what is not of the shape: the writer's bug. `unpack` throws
 * `tampered` (or what `version` throws): the bytes came from somebody else.
 */
export type Codec<T> = {
  readonly pack: (value: T) => CborValue;
  readonly unpack: (value: CborValue) => T;
};

/** The type that a codec reads and writes. */
export type Of<C> = C extends Codec<infer T> ? T : never;

/** The one encoding of `value`. Throws a TypeError when it is not of the shape, unknown fields included. */
export function encode<T>(codec: Codec<T>, value: T): Uint8Array {
  return encodeCbor(codec.pack(value));
}

/** The value of `bytes`. Throws `tampered` unless they are the one encoding of something of the shape. */
export function decode<T>(codec: Codec<T>, bytes: Uint8Array): T {
  return codec.unpack(decodeCbor(bytes));
}

/** A field that may be left out of its struct. */
export type Optional<T> = { readonly optional: Codec<T> };

/** Marks a field that may be left out. Absent is never null and never empty. */
export function optional<T>(codec: Codec<T>): Optional<T> {
  return { optional: codec };
}

type AnyCodec = {
  readonly pack: (value: never) => CborValue;
  readonly unpack: (value: CborValue) => unknown;
};
type AnyOptional = { readonly optional: AnyCodec };

/** The fields of a struct, by name. */
export type Fields = Readonly<Record<string, AnyCodec | AnyOptional>>;

type Required<F extends Fields> = {
  [K in keyof F as F[K] extends AnyOptional ? never : K]: Of<F[K]>;
};
type Absent<F extends Fields> = {
  [K in keyof F as F[K] extends AnyOptional ? K : never]?:
    | (F[K] extends Optional<infer T> ? T : never)
    | undefined;
};

/** What a struct of these fields holds. */
export type Struct<F extends Fields> = {
  readonly [K in keyof (Required<F> & Absent<F>)]: (Required<F> & Absent<F>)[K];
};

/** A map of exactly these fields: an unknown one and a missing one are refused, before any field is read. */
export function struct<const F extends Fields>(fields: F): Codec<Struct<F>> {
  const all = Object.entries(fields).map(([name, field]) => fieldOf(name, field));
  const known = new Set(Object.keys(fields));
  const complaint = (present: (name: string) => boolean, names: Iterable<string>) => {
    for (const name of names) if (!known.has(name)) return `unknown field ${name}`;
    const missing = all.find(({ name, required }) => required && !present(name));
    return missing && `missing field ${missing.name}`;
  };
  return {
    pack: (value) => {
      const given = new Map(Object.entries(value).filter(([, content]) => content !== undefined));
      const wrong = complaint((name) => given.has(name), given.keys());
      if (wrong) throw new TypeError(wrong);
      return new Map(
        all
          .filter(({ name }) => given.has(name))
          .map(({ name, codec }) => [name, codec.pack(given.get(name))]),
      );
    },
    unpack: (value) => {
      const map = mapOf(value);
      const wrong = complaint((name) => map.has(name), map.keys());
      if (wrong) throw malformed(wrong);
      return Object.fromEntries(
        all
          .filter(({ name }) => map.has(name))
          .map(({ name, codec }) => [name, codec.unpack(map.get(name) as CborValue)]),
      ) as Struct<F>;
    },
  };
}

/** One of several structs, told apart by the text in field `key`. */
export function variant<const K extends string, const V extends Readonly<Record<string, Fields>>>(
  key: K,
  variants: V,
): Codec<{ [T in keyof V & string]: { readonly [X in K]: T } & Struct<V[T]> }[keyof V & string]> {
  type Member = { [T in keyof V & string]: { readonly [X in K]: T } & Struct<V[T]> }[keyof V &
    string];
  const codecs = new Map(
    Object.entries(variants).map(([name, fields]) => [
      name,
      struct({ [key]: literal(name), ...fields }) as unknown as Codec<Member>,
    ]),
  );
  return {
    pack: (value) => {
      const codec = codecs.get(value[key]);
      if (!codec) throw new TypeError(`unknown ${key} ${value[key]}`);
      return codec.pack(value);
    },
    unpack: (value) => {
      const name = mapOf(value).get(key);
      const codec = typeof name === 'string' ? codecs.get(name) : undefined;
      if (!codec) throw malformed(`unknown ${key}`);
      return codec.unpack(value);
    },
  };
}

/** Exactly this text. */
export function literal<const T extends string>(wanted: T): Codec<T> {
  return oneOf(wanted);
}

/** One of these texts. */
export function oneOf<const T extends string>(...wanted: readonly T[]): Codec<T> {
  return refine((value): value is T => wanted.includes(value as T), wanted.join(' or '));
}

/** Exactly this number as a version: another one throws `unknown-version`. */
export function version<const N extends number>(wanted: N): Codec<N> {
  return {
    pack: () => wanted,
    unpack: (value) => {
      if (value !== wanted) throw new SealError('unknown-version');
      return wanted;
    },
  };
}

/** A list; the items keep their order. */
export function list<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    pack: (values) => values.map((value) => item.pack(value)),
    unpack: (value) => {
      if (!Array.isArray(value)) throw malformed('not a list');
      return value.map((content: CborValue) => item.unpack(content));
    },
  };
}

/** A map from any text that `isKey` takes, to items of one shape. */
export function record<T, K extends string = string>(
  item: Codec<T>,
  isKey: (key: unknown) => key is K = (key): key is K => typeof key === 'string',
): Codec<Readonly<Record<K, T>>> {
  return {
    pack: (values) =>
      new Map(
        Object.entries<T>(values).map(([key, value]) => {
          if (!isKey(key)) throw new TypeError(`not a key: ${key}`);
          return [key, item.pack(value)];
        }),
      ),
    unpack: (value) =>
      Object.fromEntries(
        [...mapOf(value)].map(([key, content]) => {
          if (!isKey(key)) throw malformed('not a key');
          return [key, item.unpack(content)];
        }),
      ) as Record<K, T>,
  };
}

/** A value that is carried as it is, where `test` holds; `what` names it for whoever debugs. */
export function refine<T extends CborValue>(
  test: (value: CborValue) => value is T,
  what: string,
): Codec<T> {
  return {
    pack: (value) => {
      if (!test(value)) throw new TypeError(`not ${what}`);
      return value;
    },
    unpack: (value) => {
      if (!test(value)) throw malformed(`not ${what}`);
      return value;
    },
  };
}

function fieldOf(name: string, field: AnyCodec | AnyOptional) {
  const required = !('optional' in field);
  const codec = required ? field : field.optional;
  return { name, required, codec: codec as Codec<unknown> };
}

function mapOf(value: CborValue): CborMap {
  if (!isCborMap(value)) throw malformed('not a map');
  return value;
}

function malformed(what: string): SealError {
  return new SealError('tampered', { cause: new TypeError(what) });
}
