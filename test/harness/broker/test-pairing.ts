import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { fromBase64url, randomId16, toBase64url } from '@mayfly/shared/base/ids.ts';
import { firstCharter } from '@mayfly/shared/envelope/charter.ts';
import {
  checkInviter,
  invitationId,
  newcomerMac,
  readInvitation,
} from '@mayfly/shared/envelope/invitation.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { link } from '@mayfly/shared/envelope/statement/link.ts';
import type { OrgId, PersonId } from '@mayfly/shared/base/ids.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Act } from '@mayfly/shared/envelope/statement/link.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import type { TestBroker } from './test-broker.ts';

/** An organization as its devices of a test know it together: what one sees, all see. */
export type TestOrg = { id: OrgId; charter: Charter; seen: LogHead; readonly sealKey: Uint8Array };

/** Keys of a device that belongs to nobody yet. */
export function deviceKeys(person: PersonId = randomId16()) {
  return { person, sign: signKeys(), seal: sealKeys(), reading: sealKeys() };
}
/** {@link deviceKeys} */
export type DeviceKeys = ReturnType<typeof deviceKeys>;

/** The first link of an organization. */
export function firstLink(
  { person, sign: keys, seal: receiving, reading }: DeviceKeys,
  at: number,
): Signed {
  const acts: Act[] = [
    { act: 'admit', person, role: 'admin', sign: keys.publicKey, seal: receiving.publicKey },
    { act: 'reading', space: 0, key: reading.publicKey },
    { act: 'policy', approvals: 0 },
  ];
  return sign(link, { at, seq: 0, salt: randomBytes(16), acts }, keys);
}

/** Answers an invitation as a new device does. Throws what the broker refuses, and what its answer lacks. */
export async function acceptInvitation(
  broker: TestBroker,
  line: string,
  keys: DeviceKeys,
  {
    secret = readInvitation(line).secret,
    first = firstLink(keys, broker.wall),
  }: { secret?: Uint8Array; first?: Signed } = {},
): Promise<TestOrg> {
  const invitation = readInvitation(line);
  const charter = firstCharter(first);
  const pairing = {
    inviter: invitation.inviter,
    sign: keys.sign.publicKey,
    seal: keys.seal.publicKey,
    org: charter.org,
  };
  const answer = await call(broker.door, brokerRoutes.acceptInvitation, {
    params: { id: invitationId(invitation.secret) },
    body: { link: signedToJson(first), mac: toBase64url(newcomerMac(secret, pairing)) },
  });
  const given = checkInviter(invitation.secret, pairing, {
    receipt: signedFromJson(answer.receipt),
    serviceUrl: answer.serviceUrl,
    brokerSign: fromBase64url(answer.brokerSign),
    mac: fromBase64url(answer.mac),
  });
  return { id: charter.org, charter, seen: given.log, sealKey: given.sealKey };
}
