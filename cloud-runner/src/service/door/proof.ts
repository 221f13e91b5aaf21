import { RequestError } from '@mayfly/shared/base/errors.ts';
import { id32, toBase64url } from '@mayfly/shared/base/ids.ts';
import {
  checkRequest,
  readAuthorization,
  requestSkewMs,
} from '@mayfly/shared/envelope/statement/request.ts';
import type { Kid, OrgId, PersonId, RunId } from '@mayfly/shared/base/ids.ts';
import type { RequestMethod } from '@mayfly/shared/envelope/statement/request.ts';
import type { FastifyRequest } from 'fastify';
import { inOrg } from '../store/database.ts';
import { findByPod } from '../store/attempts.ts';
import { findDevice } from '../store/devices.ts';
import { spendNonce } from '../store/worker.ts';
import type { Deps } from '../deps.ts';

/** A device of an organization, proved by its signature. */
export type DeviceCaller = { kind: 'device'; org: OrgId; kid: Kid; person: PersonId };

/** The pod of an attempt, proved by its signature. `isLatest`: no newer attempt has taken over. */
export type PodCaller = {
  kind: 'pod';
  org: OrgId;
  kid: Kid;
  run: RunId;
  attempt: number;
  podName: string;
  isLatest: boolean;
};

/** Who asks, with the key that must have signed. */
type Known<C> = { caller: C; sign: Uint8Array };

/** What a pod that has no work yet says instead of an organization. */
export const noOrg: OrgId = id32(new Uint8Array(32));

/**
 * Who says to ask, among those whom the organization named knows. Throws `unsigned` when nobody of this key is known there:
 * an unknown key, a dismissed device and another organization look the same.
 */
export async function findCaller(
  { mail }: Deps,
  authorization: string | undefined,
): Promise<Known<DeviceCaller | PodCaller>> {
  const { by: kid, org } = readAuthorization(authorization).said;
  if (!org) throw new RequestError('unsigned');
  return inOrg(mail, org, async (at) => {
    const device = await findDevice(at, kid);
    if (device) {
      const { person, sign } = device;
      return { caller: { kind: 'device', org, kid, person }, sign };
    }
    const pod = await findByPod(at, kid);
    if (!pod?.pod_sign) throw new RequestError('unsigned');
    const { run, attempt, latest, pod_name: podName, pod_sign: sign } = pod;
    const isLatest = attempt === latest;
    return { caller: { kind: 'pod', org, kid, run, attempt, podName, isLatest }, sign };
  });
}

/**
 * Holds a request against what was signed: by this key, for this method, path and body, now, and once. Throws
 * `unsigned`, `tampered`, `clock-off` or `replayed`.
 */
export async function prove(
  { yard, now }: Pick<Deps, 'yard' | 'now'>,
  request: FastifyRequest,
  sign: Uint8Array,
): Promise<void> {
  const { signed } = readAuthorization(request.headers.authorization);
  const said = checkRequest(signed, sign, {
    method: request.method as RequestMethod,
    path: request.url,
    body: request.bodyBytes ?? new Uint8Array(),
    now: now(),
  });
  const nonce = `${said.by}.${toBase64url(said.nonce)}`;
  const isNew = await spendNonce(yard, nonce, now() + 2 * requestSkewMs);
  if (!isNew) throw new RequestError('replayed');
}
