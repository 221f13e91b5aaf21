import { list, oneOf, optional, variant } from '../codec.ts';
import { logHead } from './log-head.ts';
import { bool, bytesOf, count, id16, id32, text } from '../scalars.ts';
import { statementOfAny } from '../statement.ts';
import { purposeCodec } from '../format.ts';
import type { Of } from '../codec.ts';
import type { Said } from '../statement.ts';

/** What a device may do in its organization. */
export const roles = ['member', 'approver', 'admin', 'recovery', 'trigger'] as const;
/** What a device may do in its organization. */
export type Role = (typeof roles)[number];

/** What a link does, one or several at once (DESIGN §3). */
export const actCodec = variant('act', {
  /** A device of a person joins. `sign` Ed25519, `seal` X25519 public key. */
  admit: { person: id16, role: oneOf(...roles), sign: bytesOf(32), seal: bytesOf(32) },
  /** A device leaves; a `reading` act follows in the same link. */
  dismiss: { kid: id32 },
  /** How many other persons must approve writes; how many admins an admin's act needs; image digests allowed. */
  policy: { approvals: count, admins: optional(count), images: optional(list(text)) },
  /** The public X25519 key to which reports of a space are sealed from now on. The one space is 0. */
  reading: { space: count, key: bytesOf(32) },
  /** From now on `id` is the envelope of `subject`. Owner and scope as in its header. */
  head: {
    subject: id16,
    purpose: purposeCodec,
    id: id32,
    owner: optional(id16),
    scope: optional(id32),
  },
  /** The signer's person agrees with exactly this grant. */
  approve: { grant: id32 },
  /** What this subject names holds no more, for ever: a session, secret, grant or automation. */
  revoke: { subject: id16 },
  /** A person's answer to an unknown outcome: whether the change was done. */
  settle: { run: id16, done: bool },
});
/** One act of a link. */
export type Act = Of<typeof actCodec>;

/** A link of the charter. The first has neither `org`, `prev` nor `seen`, but a `salt`; its hash is the org. */
export const link = statementOfAny('link', {
  seq: count,
  prev: optional(id32),
  salt: optional(bytesOf(16)),
  seen: optional(logHead),
  acts: list(actCodec),
});
/** What a link says. */
export type Link = Said<typeof link>;
