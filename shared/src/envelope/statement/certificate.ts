import { list, optional, struct } from '../codec.ts';
import { logHead } from './log-head.ts';
import { bytesOf, count, id16, id32, text } from '../scalars.ts';
import { statement } from '../statement.ts';
import type { Said } from '../statement.ts';

/**
 * The broker's word that one pod got the keys for one attempt of a run. `order` is the hash of the order's bytes;
 * `slot` stands instead for a run by schedule. `envelopes` are all that the pod may open, the grant left out.
 */
export const certificate = statement('certificate', {
  run: id16,
  attempt: count,
  sign: bytesOf(32),
  seal: bytesOf(32),
  uid: text,
  image: text,
  grant: id32,
  grantSubject: id16,
  order: optional(id32),
  slot: optional(count),
  input: optional(id32),
  envelopes: list(struct({ subject: id16, id: id32 })),
  reading: bytesOf(32),
  sealKey: bytesOf(32),
  head: id32,
  notAfter: count,
  log: logHead,
});
/** What a certificate says. */
export type Certificate = Said<typeof certificate>;
