import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { openRelease, sealClaim } from '@mayfly/shared/envelope/claim.ts';
import { writeStub } from '@mayfly/shared/envelope/format.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { hashOf } from '@mayfly/shared/envelope/sodium.ts';
import { seal, wrapDek } from '@mayfly/shared/envelope/seal.ts';
import { read, sign, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { mark } from '@mayfly/shared/envelope/statement/mark.ts';
import { order as orderStatement } from '@mayfly/shared/envelope/statement/order.ts';
import { authorize } from '@mayfly/shared/envelope/statement/request.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { EnvelopeId, Id32, OrgId, PersonId, RunId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Claim } from '@mayfly/shared/envelope/claim.ts';
import type { Sealed } from '@mayfly/shared/envelope/seal.ts';
import type { EndStatus } from '@mayfly/shared/envelope/statement/end.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { FakePod } from './fake-identity.ts';
import type { TestBroker } from './test-broker.ts';

/** What a pod is given to do. */
export type TestWork = {
  readonly org: OrgId;
  readonly run: RunId;
  readonly attempt: number;
  readonly order?: Signed;
  readonly slot?: { readonly grantSubject: Subject; readonly slot: number };
  readonly input?: Claim['input'];
};

/** The work of an order's first attempt. */
export function workOf(order: Signed, attempt = 1): TestWork {
  const { org, run } = read(orderStatement, order);
  return { org, run, attempt, order };
}

/** A pod of a test, that does everything of its own but play. */
export type TestPod = ReturnType<typeof testPod>;

/** A pod that was just born, under a name of its own unless another is given. */
export function testPod(broker: TestBroker, work: TestWork, born?: FakePod) {
  const pod = born ?? broker.identity.bear(`run-${work.run}-${work.attempt}`);
  const keys = { sign: signKeys(), seal: sealKeys() };
  const { org, run, attempt } = work;
  const door: Door = {
    ...broker.door,
    authorize: (method, path, body) =>
      authorize({ method, path, body, org, at: broker.wall }, keys.sign),
  };
  const fence = {
    eye: 'inspect',
    namespace: true,
    rounds: 1,
    from: broker.wall,
    until: broker.wall,
    refused: [],
  } as const;
  const claim = (): Claim => ({
    v: 1,
    token: pod.token,
    name: pod.name,
    ...work,
    sign: keys.sign.publicKey,
    seal: keys.seal.publicKey,
    fence,
  });
  const send = async (sealedClaim: Uint8Array) => {
    const answer = openRelease(
      await call(broker.door, brokerRoutes.release, { body: sealedClaim }),
      keys.seal,
    );
    const said = verifyIn(
      certificate,
      answer.certificate,
      broker.deps.keys.identity.publicKey,
      org,
    );
    return { ...answer, said };
  };
  return {
    ...pod,
    keys,
    door,
    claim,
    send,
    /** Asks for the keys. */
    ask: () => send(sealClaim(claim(), broker.deps.keys.claim.publicKey)),
    standing: () => call(door, brokerRoutes.standing, { params: { run } }),
    mark: async () => {
      const answer = await call(door, brokerRoutes.mark, { params: { run }, body: { attempt } });
      return verifyIn(mark, signedFromJson(answer.mark), broker.deps.keys.identity.publicKey, org);
    },
    /** A new version of a session, sealed by this pod. */
    renewal: (of: { subject: Subject; owner: PersonId; scope: Id32; prev: EnvelopeId }) =>
      seal({
        purpose: 'session',
        org,
        createdAt: broker.wall,
        ...of,
        plain: randomBytes(64),
        sender: keys.sign,
        recipients: [],
      }),
    end: (
      status: EndStatus = 'succeeded',
      renewals: readonly { subject: Subject; sealed: Sealed; sealKey: Uint8Array }[] = [],
    ) => {
      const said = {
        org,
        at: broker.wall,
        run,
        attempt,
        status,
        report: hashOf(keys.sign.publicKey),
        renewals: renewals.map(({ subject, sealed }) => ({ subject, id: sealed.id })),
      };
      const brought = renewals.map(({ sealed, sealKey }) => ({
        stub: toBase64url(writeStub(sealed.stub)),
        wrap: toBase64url(wrapDek(sealed.dek, sealKey)),
      }));
      const signed = signedToJson(sign(end, said, keys.sign));
      return call(door, brokerRoutes.end, {
        params: { run },
        body: { end: signed, renewals: brought },
      });
    },
    /** Leaves, as an engine sees it. */
    leave: () => broker.identity.end(pod.uid),
  };
}
