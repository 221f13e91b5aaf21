import { call } from '@mayfly/shared/api/client.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { readAutomation } from '@mayfly/shared/automation/parse.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { envelopeId, headerOf, readFile, stubOf } from '@mayfly/shared/envelope/format.ts';
import { readGrant } from '@mayfly/shared/envelope/grant.ts';
import { open } from '@mayfly/shared/envelope/open.ts';
import {
  inputCodec,
  readBody,
  scopeOf,
  secretCodec,
  sessionCodec,
} from '@mayfly/shared/envelope/session.ts';
import { persist } from './persist.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { EnvelopeId } from '@mayfly/shared/base/ids.ts';
import type { Purpose, Header } from '@mayfly/shared/envelope/format.ts';
import type { Grant, SealedThing } from '@mayfly/shared/envelope/grant.ts';
import type { Opened } from '@mayfly/shared/envelope/open.ts';
import type { Secret, Session } from '@mayfly/shared/envelope/session.ts';
import type { Released } from './claim.ts';

/** A session of the run, with what its renewal must keep. */
export type GivenSession = {
  readonly thing: SealedThing;
  readonly header: Header;
  readonly body: Session;
  readonly id: EnvelopeId;
};

/** All that a pod may know for one run, opened. */
export type Contents = {
  readonly grant: Grant;
  readonly automation: Automation;
  readonly sessions: readonly GivenSession[];
  /** Values by the names that the steps call them, each with the origins where it may be typed. */
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly inputs: Readonly<Record<string, string>>;
};

/** The grant of a release. Throws the first failure of `open`. */
export function openGrant({ certificate, release }: Released): Grant {
  const { file, dek, sender } = release.grant;
  const expected = {
    purpose: 'grant',
    org: certificate.org,
    subject: certificate.grantSubject,
    id: certificate.grant,
    senderOf: () => sender,
    now: certificate.at,
  } as const;
  return readGrant(open(file, expected, dek).plain);
}

/**
 * Fetches what the certificate names, by id, and opens it: each as the grant, the head or the order names it. Throws
 * the first failure of `open` (DESIGN §4), `unproved` when something that the grant names is not there, and `tampered`
 * when a scope is not that of its origins.
 */
export async function openContents(
  service: Door,
  released: Released,
  grant: Grant,
): Promise<Contents> {
  const opened = await fetchAll(service, released);
  const automation = find(opened, 'automation', ({ id }) => id === grant.automations[0]);
  const input = released.certificate.input
    ? find(opened, 'input', ({ id }) => id === released.certificate.input)
    : undefined;
  return {
    grant,
    automation: readAutomation(automation.plain),
    sessions: grant.sessions.map((thing) => givenSession(opened, thing)),
    secrets: new Map(grant.secrets.map((thing) => [thing.name, givenSecret(opened, thing)])),
    inputs: { ...(input ? readBody(inputCodec, input.plain).values : {}), ...grant.inputs },
  };
}

/** Each envelope of the release, fetched from the service, held against the stub that the broker verified. */
async function fetchAll(service: Door, { certificate, release }: Released): Promise<Opened[]> {
  const named = new Map(certificate.envelopes.map(({ id, subject }) => [id, subject]));
  if (certificate.input) named.set(certificate.input, certificate.run);
  return Promise.all(
    release.envelopes.map(async ({ stub, dek, sender }) => {
      const id = envelopeId(stub);
      const subject = named.get(id);
      if (!subject) throw new SealError('wrong-id');
      const file = await persist(() =>
        call(service, serviceRoutes.getEnvelope, { params: { id } }),
      );
      const { purpose } = headerOf(stubOf(readFile(file)));
      const expected = {
        purpose,
        org: certificate.org,
        subject,
        id,
        senderOf: () => sender,
        now: certificate.at,
      };
      return open(file, expected, dek);
    }),
  );
}

function find(opened: readonly Opened[], purpose: Purpose, test: (one: Opened) => boolean): Opened {
  const found = opened.find((one) => one.header.purpose === purpose && test(one));
  if (!found) throw new SealError('unproved');
  return found;
}

function givenSession(opened: readonly Opened[], thing: SealedThing): GivenSession {
  const one = find(opened, 'session', ({ header }) => header.subject === thing.subject);
  const body = readBody(sessionCodec, one.plain);
  checkScope(one.header, thing, body);
  return { thing, header: one.header, body, id: one.id };
}

function givenSecret(opened: readonly Opened[], thing: SealedThing): Secret {
  const one = find(opened, 'secret', ({ header }) => header.subject === thing.subject);
  const body = readBody(secretCodec, one.plain);
  checkScope(one.header, thing, body);
  return body;
}

function checkScope(
  header: Header,
  thing: SealedThing,
  body: { salt: Uint8Array; origins: readonly string[] },
): void {
  if (header.owner !== thing.owner || header.scope !== thing.scope) throw new SealError('tampered');
  if (scopeOf(body.salt, body.origins) !== thing.scope) throw new SealError('tampered');
}
