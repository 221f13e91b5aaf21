import { randomId16 } from '../base/ids.ts';
import { applyLink, firstCharter } from './charter.ts';
import { writeGrant } from './grant.ts';
import { sealKeys, signKeys } from './keys.ts';
import { randomBytes } from './random.ts';
import { seal } from './seal.ts';
import { scopeOf, secretCodec, sessionCodec, writeBody } from './session.ts';
import { link } from './statement/link.ts';
import { sign } from './statement.ts';
import type { PersonId, Subject } from '../base/ids.ts';
import type { Built } from './charter-right.ts';
import type { Charter } from './charter.ts';
import type { Grant } from './grant.ts';
import type { SealKeys, SignKeys } from './keys.ts';
import type { Sealed } from './seal.ts';
import type { Signed } from './statement.ts';
import type { Act } from './statement/link.ts';

/** A small organization for tests: real keys, real links, one person with one device. */

/** A person's device with its keys. */
export type Member = {
  readonly person: PersonId;
  readonly sign: SignKeys;
  readonly seal: SealKeys;
};

/** Everything built, so that tests can ask what later builds must answer. */
export const allBuilt: Built = {
  roles: ['member', 'approver', 'admin', 'recovery', 'trigger'],
  dismiss: true,
  approvals: 9,
  admins: 2,
};

/** A moment at which nothing of a specimen has ended: ms. */
export const noon = 1_800_000_000_000;

/** A new person with a new device. */
export function newMember(): Member {
  return { person: randomId16(), sign: signKeys(), seal: sealKeys() };
}

/** An organization of one admin, with its first link and its reading pair. */
export function newOrganization(admin = newMember()) {
  const reading = sealKeys();
  const first = firstLink(admin, [
    admit(admin, 'admin'),
    { act: 'reading', space: 0, key: reading.publicKey },
    { act: 'policy', approvals: 0 },
  ]);
  return { admin, reading, first, charter: firstCharter(first) };
}

/** A first link of any acts. */
export function firstLink(by: Member, acts: readonly Act[]): Signed {
  return sign(link, { at: noon, seq: 0, salt: randomBytes(16), acts }, by.sign);
}

/** The next link of a charter. */
export function nextLink(charter: Charter, by: Member, acts: readonly Act[]): Signed {
  const seen = { size: charter.seq + 1, root: new Uint8Array(32) };
  const { org, head } = charter;
  return sign(link, { org, at: noon, seq: charter.seq + 1, prev: head, seen, acts }, by.sign);
}

/** The charter after one more link, with everything built. */
export function after(charter: Charter, by: Member, acts: readonly Act[]): Charter {
  return applyLink(charter, nextLink(charter, by, acts), allBuilt);
}

/** The act that admits a device. */
export function admit({ person, sign, seal }: Member, role: (Act & { act: 'admit' })['role']): Act {
  return { act: 'admit', person, role, sign: sign.publicKey, seal: seal.publicKey };
}

/** The act that makes an envelope the head of its subject. */
export function headOf({ id, header }: Sealed): Act {
  const { subject, purpose, owner, scope } = header;
  return { act: 'head', subject, purpose, id, owner, scope };
}

/** A sealed session of a person, for one site. */
export function sealSession(charter: Charter, by: Member, subject: Subject = randomId16()): Sealed {
  const body = {
    cookies: [],
    localStorage: [],
    origins: ['https://app.example'],
    salt: randomBytes(16),
  };
  const plain = writeBody(sessionCodec, body);
  return sealOwned(charter, by, { purpose: 'session', subject, plain, salt: body.salt });
}

/** A sealed secret of a person, for one site. */
export function sealSecret(charter: Charter, by: Member): Sealed {
  const body = { value: 'open sesame', origins: ['https://app.example'], salt: randomBytes(16) };
  const plain = writeBody(secretCodec, body);
  return sealOwned(charter, by, {
    purpose: 'secret',
    subject: randomId16(),
    plain,
    salt: body.salt,
  });
}

/** A sealed automation. */
export function sealAutomation(charter: Charter, by: Member): Sealed {
  const { org, reading } = charter;
  const plain = new TextEncoder().encode('{"steps":[]}');
  const label = { purpose: 'automation', org, subject: randomId16(), createdAt: noon } as const;
  return seal({ ...label, plain, sender: by.sign, recipients: [reading] });
}

/** A sealed grant, and its body. */
export function sealGrant(
  charter: Charter,
  by: Member,
  grant: Grant,
  subject: Subject = randomId16(),
): Sealed {
  const { org, reading } = charter;
  const label = {
    purpose: 'grant',
    org,
    subject,
    createdAt: noon,
    notAfter: grant.notAfter,
  } as const;
  return seal({ ...label, plain: writeGrant(grant), sender: by.sign, recipients: [reading] });
}

/** A grant that allows one read-only automation to a person; change what a test is about. */
export function newGrant(by: Member, change: Partial<Grant> = {}): Grant {
  return {
    v: 1,
    automations: [],
    sessions: [],
    secrets: [],
    origins: ['https://app.example'],
    passive: false,
    writes: [],
    persons: [by.person],
    triggers: [],
    inputs: {},
    perDay: 40,
    parallel: 1,
    attempts: 3,
    deadlineMs: 300_000,
    renew: true,
    notAfter: noon + 90 * 86_400_000,
    freshForMs: 30 * 86_400_000,
    ...change,
  };
}

/** A sealed session or secret as a grant names it. */
export function named({ header }: Sealed, name = 'app.example'): Grant['sessions'][number] {
  const { subject, owner, scope } = header;
  if (!owner || !scope) throw new TypeError('Neither a session nor a secret');
  return { name, subject, owner, scope };
}

function sealOwned(
  { org }: Charter,
  { person, sign: sender }: Member,
  given: { purpose: 'session' | 'secret'; subject: Subject; plain: Uint8Array; salt: Uint8Array },
): Sealed {
  const { salt, ...rest } = given;
  const scope = scopeOf(salt, ['https://app.example']);
  const label = {
    ...rest,
    org,
    owner: person,
    scope,
    createdAt: noon,
    notAfter: noon + 86_400_000,
  };
  return seal({ ...label, sender, recipients: [] });
}
