import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { sameBytes } from '@mayfly/shared/base/bytes.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { openRelease, sealClaim } from '@mayfly/shared/envelope/claim.ts';
import { readStub } from '@mayfly/shared/envelope/format.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { hashOfStatement, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { Assignment } from '@mayfly/shared/api/service-routes.ts';
import type { FenceProof, Release } from '@mayfly/shared/envelope/claim.ts';
import type { Certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import type { Hash } from '@mayfly/shared/base/ids.ts';
import type { Self } from './birth.ts';

/** The keys of one attempt, with the broker's certificate checked. */
export type Released = {
  readonly certificate: Certificate;
  readonly certificateHash: Hash;
  readonly release: Release;
};

/**
 * Claims the keys of an assignment, and checks the certificate against the anchor, this pod's keys and the run. Throws
 * what the broker refuses with, and `tampered`, `unknown-sender` or `wrong-organization` for a false certificate.
 */
export async function claimKeys(
  broker: Door,
  self: Self,
  assignment: Assignment,
  fence: FenceProof,
): Promise<Released> {
  const claim = {
    v: 1 as const,
    token: await self.birth.token(),
    name: self.birth.name,
    org: assignment.org,
    run: assignment.run,
    attempt: assignment.attempt,
    sign: self.sign.publicKey,
    seal: self.seal.publicKey,
    fence,
    ...(assignment.order ? { order: signedFromJson(assignment.order) } : {}),
    ...(assignment.slot ? { slot: assignment.slot } : {}),
    ...(assignment.input ? { input: inputOf(assignment.input) } : {}),
  };
  const sealed = await call(broker, brokerRoutes.release, {
    body: sealClaim(claim, fromBase64url(self.anchor.brokerClaim)),
  });
  return checkRelease(openRelease(sealed, self.seal), self, assignment);
}

function checkRelease(release: Release, self: Self, assignment: Assignment): Released {
  const signed = release.certificate;
  const brokerSign = fromBase64url(self.anchor.brokerSign);
  const said = verifyIn(certificate, signed, brokerSign, assignment.org);
  const isMine =
    said.run === assignment.run &&
    said.attempt === assignment.attempt &&
    sameBytes(said.sign, self.sign.publicKey) &&
    sameBytes(said.seal, self.seal.publicKey) &&
    said.order === (assignment.order && hashOfStatement(signedFromJson(assignment.order))) &&
    said.slot === assignment.slot?.slot;
  if (!isMine) throw new SealError('tampered');
  return { certificate: said, certificateHash: hashOfStatement(signed), release };
}

function inputOf({ stub, wrap }: { stub: string; wrap: string }) {
  return { stub: readStub(fromBase64url(stub)), wrap: fromBase64url(wrap) };
}
