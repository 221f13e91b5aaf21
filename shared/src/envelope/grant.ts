import { decode, encode, list, oneOf, optional, record, struct, version } from './codec.ts';
import { bool, count, id16, id32, origin, text } from './scalars.ts';
import type { Of } from './codec.ts';

/** The HTTP methods that change things, and opening a WebSocket, which may. */
export const writeMethods = ['POST', 'PUT', 'PATCH', 'DELETE', 'WEBSOCKET'] as const;

/** A session or secret as a grant names it: `name` is what the steps call it. */
const sealedThing = struct({ name: text, subject: id16, owner: id16, scope: id32 });
/** A session or secret as a grant names it. */
export type SealedThing = Of<typeof sealedThing>;

/** What may be changed at one origin, at most `max` times a run; `reading` marks a POST that only reads. */
const write = struct({
  origin,
  methods: list(oneOf(...writeMethods)),
  path: text,
  max: count,
  reading: optional(bool),
});
/** What may be changed at one origin. */
export type Write = Of<typeof write>;

/** When runs start by themselves: five-field cron in an IANA zone; a slot starts at most `graceMs` late. */
const schedule = struct({ cron: text, zone: text, graceMs: count });
/** When runs start by themselves. */
export type Schedule = Of<typeof schedule>;

/** The body of a grant: all that its runs may do (FLOWS §3.5). */
export const grantCodec = struct({
  v: version(1),
  /** The automation that runs, then all that it calls, by id. */
  automations: list(id32),
  sessions: list(sealedThing),
  secrets: list(sealedThing),
  origins: list(origin),
  /** Whether images, styles, fonts and media of other origins may load. */
  passive: bool,
  writes: list(write),
  /** Who may order a run. */
  persons: list(id16),
  /** Trigger keys that may order a run. */
  triggers: list(id32),
  schedule: optional(schedule),
  /** Inputs that are always the same, by name. */
  inputs: record(text),
  perDay: count,
  parallel: count,
  attempts: count,
  deadlineMs: count,
  /** Whether rotated cookies of the sessions come back as their new version. */
  renew: bool,
  notAfter: count,
  freshForMs: count,
});
/** The body of a grant. */
export type Grant = Of<typeof grantCodec>;

/** A grant as bytes, to be sealed. */
export function writeGrant(grant: Grant): Uint8Array {
  return encode(grantCodec, grant);
}

/** The grant of opened bytes. Throws `tampered` or `unknown-version`. */
export function readGrant(plain: Uint8Array): Grant {
  return decode(grantCodec, plain);
}
