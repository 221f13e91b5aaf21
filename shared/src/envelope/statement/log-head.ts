import { struct } from '../codec.ts';
import { bytesOf, count } from '../scalars.ts';
import type { Of } from '../codec.ts';

/** A head of an organization's log: how many leaves, and the root over them (32 bytes, RFC 6962 §2.1). */
export const logHead = struct({ size: count, root: bytesOf(32) });
/** A head of an organization's log. */
export type LogHead = Of<typeof logHead>;
