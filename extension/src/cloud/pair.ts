import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url, toBase64url } from '@mayfly/shared/base/ids.ts';
import { firstCharter } from '@mayfly/shared/envelope/charter.ts';
import {
  checkInviter,
  invitationId,
  newcomerMac,
  readInvitation,
} from '@mayfly/shared/envelope/invitation.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { link } from '@mayfly/shared/envelope/statement/link.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { createDevice, keepDevice } from '../vault/device.ts';
import { runner } from '../store/runner.ts';
import { forgetLinks, keepLinks } from './charter.ts';
import { fetchWithin } from './fetch-within.ts';
import { noteHeard } from './note-heard.ts';
import { untilKnown } from './until-known.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { DeviceKeys } from '../vault/device.ts';

/** The broker's door that an invitation names, for a person to see. Throws `invitation-malformed`. */
export async function invitationAddress(line: string): Promise<string> {
  await ready();
  return readInvitation(line).url;
}

/**
 * Connects this browser to a runner as its first device, which makes the organization (FLOWS §2). Nothing is stored
 * unless both sides proved that they know the secret. Throws `invitation-malformed`, `-unknown`, `-used`, `-late`,
 * `broker-changed` and `runner-unreachable`.
 */
export async function pair(line: string, passphrase: string): Promise<void> {
  await ready();
  const invitation = readInvitation(line);
  if (invitation.org) throw new RequestError('not-built');
  const { keys, locked, seeds } = await createDevice(passphrase, Date.now());
  const first = firstLink(keys);
  const { org } = firstCharter(first);
  const pairing = {
    inviter: invitation.inviter,
    sign: keys.sign.publicKey,
    seal: keys.seal.publicKey,
    org,
  };
  const door = {
    url: invitation.url,
    fetch: fetchWithin(),
  };
  const answer = await call(door, brokerRoutes.acceptInvitation, {
    params: { id: invitationId(invitation.secret) },
    body: {
      link: signedToJson(first),
      mac: toBase64url(newcomerMac(invitation.secret, pairing)),
    },
  });
  const said = checkInviter(invitation.secret, pairing, {
    receipt: signedFromJson(answer.receipt),
    serviceUrl: answer.serviceUrl,
    brokerSign: fromBase64url(answer.brokerSign),
    mac: fromBase64url(answer.mac),
  });
  const now = Date.now();
  await forgetLinks();
  await keepLinks(0, [first]);
  await runner.setValue({
    org,
    brokerUrl: invitation.url,
    serviceUrl: answer.serviceUrl.replace(/\/$/, ''),
    brokerSign: answer.brokerSign,
    sealKey: toBase64url(said.sealKey),
    seq: said.seq,
    head: said.head,
    log: { size: said.log.size, root: toBase64url(said.log.root) },
    receipt: answer.receipt,
    connectedAt: now,
    reachedAt: now,
  });
  await noteHeard();
  // Last: keys at hand are what others wait for before they ask the runner.
  await keepDevice(locked, seeds);
  await untilKnown();
}

function firstLink(keys: DeviceKeys): Signed {
  return sign(
    link,
    {
      at: Date.now(),
      seq: 0,
      salt: randomBytes(16),
      acts: [
        {
          act: 'admit',
          person: keys.person,
          role: 'admin',
          sign: keys.sign.publicKey,
          seal: keys.seal.publicKey,
        },
        { act: 'reading', space: 0, key: keys.reading.publicKey },
        { act: 'policy', approvals: 0 },
      ],
    },
    keys.sign,
  );
}
