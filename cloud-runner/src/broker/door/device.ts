import { RequestError } from '@mayfly/shared/base/errors.ts';
import { activeDevice } from '@mayfly/shared/envelope/charter.ts';
import { inOrg } from '../store/database.ts';
import { findOrg } from '../store/orgs.ts';
import { readProof, verifyProof } from './proof.ts';
import type { FastifyRequest } from 'fastify';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Device } from '@mayfly/shared/envelope/charter.ts';
import type { Deps } from '../deps.ts';
import type { Proof } from './proof.ts';

/** A device that asks, and the request that it signed. */
export type AskingDevice = Proof & { readonly device: Device };

/**
 * The device of `org` that signed a request: admitted, not dismissed, and neither a recovery nor a trigger key, which ask
 * for nothing. To anybody else there is no such organization, whether there is one or not. Throws `unsigned`, `not-your-organization`, `organization-not-found`, `tampered`, `clock-off`, `replayed`.
 */
export async function askingDevice(
  deps: Deps,
  request: FastifyRequest,
  org: OrgId,
): Promise<AskingDevice> {
  const proof = readProof(request);
  if (proof.org !== org) throw new RequestError('not-your-organization');
  const device = await inOrg(deps.database, org, async (at) => {
    const row = await findOrg(at);
    return row && activeDevice(await deps.charters.at(at, row), proof.said.by);
  });
  if (!device) throw new RequestError('organization-not-found');
  if (device.role === 'recovery' || device.role === 'trigger')
    throw new RequestError('not-allowed');
  await verifyProof(deps, request, proof, device.sign);
  return { ...proof, device };
}
