import { z } from 'zod';
import { base64urlSchema, id16Schema, id32Schema } from '../base/id-schemas.ts';

/** A body of raw bytes on the wire, with its media type and the most that is taken, in bytes. */
export type Raw = { raw: 'application/cbor' | 'application/octet-stream'; maxBytes: number };

/** Who must prove itself at a route, and how (FLOWS §10). */
export type Caller =
  | 'any'
  | 'device'
  | 'pod'
  | 'device or pod'
  | 'mac'
  | 'feed token'
  | 'witness token'
  | 'claim'
  | 'socket';

/** One route of a door: the whole HTTP contract of it. Paths use `:name` for parameters. */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  caller: Caller;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType | Raw;
  answer?: z.ZodType | Raw;
  status: number;
};

/** Keeps a route's literal types; the routes of one door form one table. */
export function defineRoutes<const T extends Record<string, Route>>(routes: T): T {
  return routes;
}

/** A statement as it travels in JSON: the exact signed bytes and the signature, base64url. */
export const signedSchema = z.strictObject({ bytes: base64urlSchema, sig: base64urlSchema });
export type SignedJson = z.infer<typeof signedSchema>;

/** A stub (CBOR) with the wrap of its data key to one recipient, base64url. */
export const stubWithWrapSchema = z.strictObject({ stub: base64urlSchema, wrap: base64urlSchema });
export type StubWithWrap = z.infer<typeof stubWithWrapSchema>;

/** What every refusal looks like, on every door. */
export const errorSchema = z.strictObject({ code: z.string(), message: z.string() });

/** The largest envelope file that a door takes, in bytes. */
export const envelopeMaxBytes = 40 * 1024 * 1024;

/** An envelope file as it travels: CBOR, at most 40 MiB (FLOWS §10). */
export const envelopeRaw: Raw = { raw: 'application/cbor', maxBytes: envelopeMaxBytes };

/** `:run` in a path. */
export const runParams = z.strictObject({ run: id16Schema });
/** `:org` in a path. */
export const orgParams = z.strictObject({ org: id32Schema });
/** `:org` and `:run` in a path. */
export const orgRunParams = z.strictObject({ org: id32Schema, run: id16Schema });
/** `:id` of an envelope in a path. */
export const envelopeParams = z.strictObject({ id: id32Schema });

/** The path of a route with its parameters filled in, each percent-encoded. */
export function pathOf(route: Route, params: Record<string, string> = {}): string {
  return route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined)
      throw new TypeError(`path parameter ${name} of ${route.path} is missing`);
    return encodeURIComponent(value);
  });
}
