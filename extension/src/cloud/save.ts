import { writeAutomation } from '@mayfly/shared/automation/parse.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { writeGrant } from '@mayfly/shared/envelope/grant.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { seal } from '@mayfly/shared/envelope/seal.ts';
import { scopeOf, secretCodec, writeBody } from '@mayfly/shared/envelope/session.ts';
import { appendLink, headAct } from './append-link.ts';
import { putEnvelope } from './envelopes.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { EnvelopeId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Grant, SealedThing } from '@mayfly/shared/envelope/grant.ts';
import type { Sealed } from '@mayfly/shared/envelope/seal.ts';
import type { Connection } from './doors.ts';
import type { SavedAutomation } from './automations.ts';

/** A secret typed in the review: never stored in the browser, sealed to the broker alone. */
export type TypedSecret = {
  readonly name: string;
  readonly value: string;
  readonly origins: readonly string[];
};

/** All limits that a person agreed to; what is sealed is added on saving. */
export type Limits = Omit<Grant, 'v' | 'automations' | 'secrets' | 'persons' | 'triggers'>;

/** What to save and to confirm. */
export type Confirmation = {
  readonly automation: Automation;
  readonly limits: Limits;
  readonly typed: readonly TypedSecret[];
  /** The one that is changed; absent: a new one. */
  readonly before?: SavedAutomation;
  /** To be tried only: stands apart from the one that is changed, which goes on as it is. */
  readonly isTrial?: boolean;
};

/** What was saved: the automation's subject and the grant's id, by which runs are ordered. */
export type Saved = {
  readonly subject: Subject;
  readonly grant: EnvelopeId;
  readonly charter: Charter;
};

/**
 * Saves and confirms in one signature: the automation, each typed secret and the permission become heads, and this
 * person approves exactly this permission, all in one link (FLOWS §3). Until it is receipted, the version before runs on.
 */
export async function saveAndConfirm(
  connection: Connection,
  { automation, limits, typed, before, isTrial = false }: Confirmation,
): Promise<Saved> {
  const replaced = isTrial ? undefined : before;
  const body = sealAutomation(connection, automation, replaced);
  const secrets = typed.map((secret) => sealSecret(connection, secret));
  const grant = sealGrant(
    connection,
    grantBody(connection, { automation, limits, automationId: body.id, secrets, before }),
    replaced?.grant,
  );
  const bodies = [body, ...secrets.map(({ sealed }) => sealed)];
  await Promise.all(bodies.map((sealed) => putEnvelope(connection, sealed)));
  const heads = [...bodies, grant];
  const charter = await appendLink(
    connection,
    () => [...heads.map(headAct), { act: 'approve', grant: grant.id }],
    { heads, grant },
  );
  return { subject: body.header.subject, grant: grant.id, charter };
}

/** Confirms other limits for an automation as it is: a new permission in place of the one before, in one link. */
export async function confirmLimits(
  connection: Connection,
  before: SavedAutomation,
  limits: Limits,
): Promise<void> {
  const { automation, id } = before;
  const body = grantBody(connection, { automation, limits, automationId: id, secrets: [], before });
  const grant = sealGrant(connection, body, before.grant);
  await appendLink(connection, () => [headAct(grant), { act: 'approve', grant: grant.id }], {
    heads: [grant],
    grant,
  });
}

/** The permission as it would be signed; the review makes its one sentence from this. */
export function draftGrant(
  connection: Pick<Connection, 'keys'>,
  { automation, limits, before }: Omit<Confirmation, 'typed'>,
  automationId: EnvelopeId,
): Grant {
  return grantBody(connection, { automation, limits, automationId, secrets: [], before });
}

type SealedSecret = { readonly name: string; readonly sealed: Sealed };

function grantBody(
  { keys }: Pick<Connection, 'keys'>,
  given: {
    automation: Automation;
    limits: Limits;
    automationId: EnvelopeId;
    secrets: readonly SealedSecret[];
    before: SavedAutomation | undefined;
  },
): Grant {
  return {
    v: 1,
    automations: [given.automationId],
    secrets: given.automation.secrets.flatMap(({ name }) => secretNamed(name, given)),
    persons: [keys.person],
    triggers: [],
    ...given.limits,
  };
}

/** A secret typed now, or the one that the version before used under this name. */
function secretNamed(
  name: string,
  { secrets, before }: { secrets: readonly SealedSecret[]; before: SavedAutomation | undefined },
): SealedThing[] {
  const header = secrets.find((secret) => secret.name === name)?.sealed.header;
  if (header?.owner && header.scope) {
    return [{ name, subject: header.subject, owner: header.owner, scope: header.scope }];
  }
  return before?.grant?.body.secrets.filter((secret) => secret.name === name) ?? [];
}

function sealAutomation(
  { org, keys }: Connection,
  automation: Automation,
  before: SavedAutomation | undefined,
): Sealed {
  return seal({
    purpose: 'automation',
    org,
    subject: before?.subject ?? randomId16(),
    createdAt: Date.now(),
    ...(before ? { prev: before.id } : {}),
    plain: writeAutomation(automation),
    sender: keys.sign,
    recipients: [keys.reading.publicKey],
  });
}

function sealSecret(
  { org, keys }: Connection,
  { name, value, origins }: TypedSecret,
): SealedSecret {
  const salt = randomBytes(16);
  const sorted = [...origins].toSorted();
  const sealed = seal({
    purpose: 'secret',
    org,
    subject: randomId16(),
    owner: keys.person,
    scope: scopeOf(salt, sorted),
    createdAt: Date.now(),
    plain: writeBody(secretCodec, { value, origins: sorted, salt }),
    sender: keys.sign,
    recipients: [],
  });
  return { name, sealed };
}

function sealGrant(
  { org, keys }: Connection,
  body: Grant,
  before: SavedAutomation['grant'],
): Sealed {
  return seal({
    purpose: 'grant',
    org,
    subject: before?.subject ?? randomId16(),
    createdAt: Date.now(),
    notAfter: body.notAfter,
    ...(before ? { prev: before.id } : {}),
    plain: writeGrant(body),
    sender: keys.sign,
    recipients: [keys.reading.publicKey],
  });
}
