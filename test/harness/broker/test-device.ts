import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { randomId16, toBase64url } from '@mayfly/shared/base/ids.ts';
import { applyLink } from '@mayfly/shared/envelope/charter.ts';
import { writeStub } from '@mayfly/shared/envelope/format.ts';
import { writeGrant } from '@mayfly/shared/envelope/grant.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { seal, wrapDek } from '@mayfly/shared/envelope/seal.ts';
import { sign, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { beat } from '@mayfly/shared/envelope/statement/beat.ts';
import { link } from '@mayfly/shared/envelope/statement/link.ts';
import { order } from '@mayfly/shared/envelope/statement/order.ts';
import { receipt } from '@mayfly/shared/envelope/statement/receipt.ts';
import { authorize } from '@mayfly/shared/envelope/statement/request.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { EnvelopeId, Id32, PersonId, RunId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Grant } from '@mayfly/shared/envelope/grant.ts';
import type { Sealed } from '@mayfly/shared/envelope/seal.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Act } from '@mayfly/shared/envelope/statement/link.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import { acceptInvitation, deviceKeys } from './test-pairing.ts';
import { restoreActs } from './test-restore.ts';
import type { TestBroker } from './test-broker.ts';
import type { DeviceKeys, TestOrg } from './test-pairing.ts';

/** A head to be set, sealed. */
export type NewHead = { readonly act: Extract<Act, { act: 'head' }>; readonly sealed: Sealed };

/** What may differ in a grant of a test. */
export type GrantChoice = Partial<Grant>;

/** A device of a test, in its organization. */
export type TestDevice = ReturnType<typeof deviceOf>;

/** Makes an organization, and its first device. */
export async function foundTestOrg(broker: TestBroker): Promise<TestDevice> {
  const keys = deviceKeys();
  return deviceOf(
    broker,
    await acceptInvitation(broker, broker.deps.invitations.make(), keys),
    keys,
  );
}

/** What a device does: seals, signs, and asks the broker. */
export function deviceOf(broker: TestBroker, org: TestOrg, keys: DeviceKeys) {
  const { person } = keys;
  const door: Door = {
    ...broker.door,
    authorize: (method, path, body) =>
      authorize({ method, path, body, org: org.id, at: broker.wall }, keys.sign),
  };

  const sealed = (
    purpose: Extract<Act, { act: 'head' }>['purpose'],
    plain: Uint8Array,
    label: { subject?: Subject; scope?: Id32; prev?: EnvelopeId; owner?: PersonId } = {},
  ): NewHead => {
    const { subject = randomId16(), prev, scope, owner = person } = label;
    const owned = scope ? { owner, scope } : {};
    const made = seal({
      purpose,
      org: org.id,
      subject,
      createdAt: broker.wall,
      ...(prev && { prev }),
      ...owned,
      plain,
      sender: keys.sign,
      recipients: scope ? [] : [keys.reading.publicKey],
    });
    return { act: { act: 'head', subject, purpose, id: made.id, ...owned }, sealed: made };
  };

  const signLink = (acts: readonly Act[]): Signed =>
    sign(
      link,
      {
        org: org.id,
        at: broker.wall,
        seq: org.charter.seq + 1,
        prev: org.charter.head,
        seen: org.seen,
        acts: [...acts],
      },
      keys.sign,
    );

  const append = async (
    acts: readonly Act[],
    heads: readonly NewHead[] = [],
    {
      signed = signLink(acts),
      sealKey = org.sealKey,
    }: { signed?: Signed; sealKey?: Uint8Array } = {},
  ) => {
    const grant = heads.find(({ act }) => act.purpose === 'grant');
    const answer = await call(door, brokerRoutes.appendLink, {
      params: { org: org.id },
      body: {
        link: signedToJson(signed),
        heads: heads.map(({ sealed: { stub, dek } }) => ({
          stub: toBase64url(writeStub(stub)),
          wrap: toBase64url(wrapDek(dek, sealKey)),
        })),
        ...(grant && { grant: toBase64url(grant.sealed.file) }),
      },
    });
    const given = verifyIn(
      receipt,
      signedFromJson(answer.receipt),
      broker.deps.keys.identity.publicKey,
      org.id,
    );
    if (given.seq === org.charter.seq + 1)
      org.charter = applyLink(org.charter, signed, broker.deps.charters.built);
    org.seen = given.log;
    return given;
  };

  const grantFor = (automation: NewHead, choice: GrantChoice = {}): Grant => ({
    v: 1,
    automations: [automation.act.id],
    sessions: [],
    secrets: [],
    origins: ['https://example.com'],
    passive: false,
    writes: [],
    persons: [person],
    triggers: [],
    inputs: {},
    perDay: 100,
    parallel: 1,
    attempts: 3,
    deadlineMs: 60_000,
    renew: false,
    notAfter: broker.wall + 90 * 86_400_000,
    freshForMs: 30 * 86_400_000,
    ...choice,
  });

  const catchUp = async () => {
    const query = { after: org.charter.seq };
    const { links } = await call(door, brokerRoutes.listLinks, { params: { org: org.id }, query });
    for (const each of links)
      org.charter = applyLink(org.charter, signedFromJson(each), broker.deps.charters.built);
  };

  return {
    person,
    keys,
    org,
    door,
    sealed,
    signLink,
    append,
    /** Takes over what the charter has become without it. */
    catchUp,
    grantFor,
    /** Stores a sign-in. */
    storeSession: async (label: { subject?: Subject; prev?: EnvelopeId; scope?: Id32 } = {}) => {
      const scope = label.scope ?? sealed('automation', randomBytes(8)).act.id;
      const session = sealed('session', randomBytes(64), { ...label, scope });
      await append([session.act], [session]);
      return {
        name: 'shop',
        subject: session.act.subject,
        owner: person,
        scope,
        id: session.act.id,
        session,
      };
    },
    /** Saves an automation and confirms a grant for it, in one link. */
    confirm: async (choice: GrantChoice = {}, subject?: Subject) => {
      const automation = sealed('automation', randomBytes(100));
      const grant = sealed(
        'grant',
        writeGrant(grantFor(automation, choice)),
        subject ? { subject } : {},
      );
      const heads = [automation, grant];
      await append([automation.act, grant.act, { act: 'approve', grant: grant.act.id }], heads);
      return { id: grant.act.id, subject: grant.act.subject, automation: automation.act };
    },
    /** An order for one run. */
    order: (
      grant: EnvelopeId,
      how: { run?: RunId; input?: EnvelopeId; notBefore?: number; notAfter?: number } = {},
    ): Signed =>
      sign(
        order,
        {
          org: org.id,
          at: broker.wall,
          grant,
          run: how.run ?? randomId16(),
          ...(how.input && { input: how.input }),
          notBefore: how.notBefore ?? broker.wall,
          notAfter: how.notAfter ?? broker.wall + 3_600_000,
        },
        keys.sign,
      ),
    beat: async (how: { head?: Charter['head']; seen?: LogHead; at?: number } = {}) => {
      const { seq, head } = org.charter;
      const said = {
        org: org.id,
        at: how.at ?? broker.wall,
        seq,
        head: how.head ?? head,
        seen: how.seen ?? org.seen,
      };
      return call(door, brokerRoutes.beat, {
        params: { org: org.id },
        body: { beat: signedToJson(sign(beat, said, keys.sign)) },
      });
    },
    ...restoreActs(broker, org, keys, door),
    stop: (run: RunId) => call(door, brokerRoutes.stopRun, { params: { org: org.id, run } }),
    statements: (run: RunId) =>
      call(door, brokerRoutes.runStatements, { params: { org: org.id, run } }),
  };
}
