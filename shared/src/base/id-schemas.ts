import { z } from 'zod';
import { id16Pattern, id32Pattern, isId16, isId32 } from './ids.ts';
import type { Id16, Id32 } from './ids.ts';

/** An {@link Id16} in JSON or in an address. Kept from ids.ts, so that capture needs no zod. */
export const id16Schema = z.string().regex(id16Pattern).pipe(z.custom<Id16>(isId16));

/** An {@link Id32} in JSON or in an address. */
export const id32Schema = z.string().regex(id32Pattern).pipe(z.custom<Id32>(isId32));

/** Bytes in JSON: unpadded base64url, still as text; `fromBase64url` gives the bytes. */
export const base64urlSchema = z.string().regex(/^(?:[\w-]{4})*(?:[\w-]{2,3})?$/);
