import { fromBase64url, toBase64url } from '@mayfly/shared/base/ids.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { firstCharter } from '@mayfly/shared/envelope/charter.ts';
import { checkNewcomer, inviterMac } from '@mayfly/shared/envelope/invitation.ts';
import { recordChange } from '../ledger/change.ts';
import { inOrg } from '../store/database.ts';
import { hearPerson } from '../store/beats.ts';
import { insertLink } from '../store/links.ts';
import { insertOrg, readOrg } from '../store/orgs.ts';
import { signReceipt } from './receipts.ts';
import type { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import type { Id16 } from '@mayfly/shared/base/ids.ts';
import type { Charter, Device } from '@mayfly/shared/envelope/charter.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Deps } from '../deps.ts';
import type { AnswerOf, Asked } from '../door/serve.ts';

type Route = (typeof brokerRoutes)['acceptInvitation'];

/**
 * The first device makes the organization, by an invitation of this console (FLOWS §2). Throws `invitation-unknown` (also
 * for a MAC that does not fit), `invitation-late`, `invitation-used`, and what `firstCharter` throws: the invitation can
 * then be used again.
 */
export async function foundOrg(
  deps: Deps,
  { params, body }: Asked<Route>,
): Promise<AnswerOf<Route>> {
  const { keys, invitations, serviceUrl } = deps;
  const secret = invitations.secretOf(params.id);
  const link = signedFromJson(body.link);
  const charter = firstCharter(link, deps.charters.built);
  const device = firstDevice(charter);
  const pairing = {
    inviter: keys.identity.kid,
    sign: device.sign,
    seal: device.seal,
    org: charter.org,
  };
  checkNewcomer(secret, pairing, fromBase64url(body.mac));
  const receipt = await withInvitation(deps, params.id, () =>
    writeFirst(deps, charter, device, link),
  );
  deps.charters.remember(charter);
  return {
    receipt: signedToJson(receipt),
    brokerSign: toBase64url(keys.identity.publicKey),
    serviceUrl,
    mac: toBase64url(inviterMac(secret, pairing, { receipt, serviceUrl })),
  };
}

function firstDevice(charter: Charter): Device {
  const [device] = charter.devices.values();
  if (!device) throw new Error('A first charter has one device');
  return device;
}

async function withInvitation(deps: Deps, id: Id16, work: () => Promise<Signed>): Promise<Signed> {
  const { undo } = deps.invitations.use(id);
  try {
    return await work();
  } catch (error) {
    undo();
    throw error;
  }
}

async function writeFirst(
  deps: Deps,
  charter: Charter,
  device: Device,
  link: Signed,
): Promise<Signed> {
  const { keys, watermark } = deps;
  const { org, head } = charter;
  const { done, told } = await inOrg(deps.database, org, async (at) => {
    const nothing = { log_size: 0, log_frontier: new Uint8Array() };
    await insertOrg(at, { seq: 0, head, master_n: keys.masterN, ...nothing });
    return recordChange(deps, at, await readOrg(at), async (change) => {
      change.keep('link', link);
      change.tell('link', head);
      const log = change.logHead();
      const given = signReceipt(keys, { org, seq: 0, head, at: change.now, log });
      await insertLink(change, { seq: 0, hash: head, at: change.now }, given);
      await hearPerson(change, device.person, Math.min(charter.at, change.now), 0);
      return given;
    });
  });
  watermark.raise(told);
  deps.bell.ring();
  return done;
}
