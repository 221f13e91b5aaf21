import { RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { readGrant as decodeGrant } from '@mayfly/shared/envelope/grant.ts';
import { open, unwrapDek } from '@mayfly/shared/envelope/open.ts';
import { isSchedule } from '@mayfly/shared/envelope/slot.ts';
import { findGrantWithKey } from '../store/grants.ts';
import type { EnvelopeId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Grant } from '@mayfly/shared/envelope/grant.ts';
import type { BrokerKeys } from '../keys/broker-keys.ts';
import type { InOrg } from '../store/database.ts';
import type { GrantWithKey } from '../store/grants.ts';
import type { NewHead } from './check-heads.ts';

/** A grant that is kept, opened. */
export type OpenGrant = {
  readonly row: GrantWithKey;
  readonly grant: Grant;
  /** The grant's own data key, 32 bytes. */
  readonly dek: Uint8Array;
};

/** Opens the grant that a link brings. Throws what `open` throws, and `bad-request` for a schedule that is none. */
export function openNewGrant(
  charter: Charter,
  head: NewHead,
  file: Uint8Array,
  now: number,
): Grant {
  const { subject, id } = head.act;
  const senderOf = () => head.sender;
  const { plain } = open(
    file,
    { purpose: 'grant', org: charter.org, subject, id, senderOf, now },
    head.dek,
  );
  const grant = decodeGrant(plain);
  if (grant.schedule && !isSchedule(grant.schedule)) throw new RequestError('bad-request');
  if (now > grant.notAfter) throw new SealError('expired');
  return grant;
}

/** Opens a grant that is kept. Throws `grant-not-in-force` when it is not known or was revoked. */
export async function openGrant(at: InOrg, keys: BrokerKeys, id: EnvelopeId): Promise<OpenGrant> {
  const row = await findGrantWithKey(at, id);
  if (!row) throw new SealError('grant-not-in-force');
  const dek = unwrapDek(row.wrap, keys.sealOf(at.org, row.master_n));
  const expected = {
    purpose: 'grant',
    org: at.org,
    subject: row.subject,
    id,
    senderOf: () => row.sender,
    // Its end is judged with all else that keeps it from being in force.
    now: 0,
  } as const;
  return { row, dek, grant: decodeGrant(open(row.envelope, expected, dek).plain) };
}

/** The subjects of all that a grant names, as `charter` knows them. */
export function subjectsOf(grant: Grant, charter: Charter): Subject[] {
  const automations = grant.automations.flatMap((id) => charter.named.get(id)?.subject ?? []);
  const sealed = [...grant.sessions, ...grant.secrets].map(({ subject }) => subject);
  return [...new Set([...automations, ...sealed])];
}
