import { RequestError } from '@mayfly/shared/base/errors.ts';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import {
  checkRequest,
  readAuthorization,
  requestMethods,
  requestSkewMs,
} from '@mayfly/shared/envelope/statement/request.ts';
import { takeNonce } from '../store/nonces.ts';
import type { FastifyRequest } from 'fastify';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Request } from '@mayfly/shared/envelope/statement/request.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Deps } from '../deps.ts';

/** A request that somebody signed for an organization; `signed` is kept where it is evidence. */
export type Proof = { readonly signed: Signed; readonly said: Request; readonly org: OrgId };

/** The proof that a request carries, not yet verified. Throws `unsigned` when there is none for an organization. */
export function readProof(request: FastifyRequest): Proof {
  const { signed, said } = readAuthorization(request.headers.authorization);
  if (!said.org) throw new RequestError('unsigned');
  return { signed, said, org: said.org };
}

/**
 * Holds a proof against the request that carries it: signed by `publicKey` for exactly this, within 5 min of now, and for
 * the first time. Throws `unsigned`, `tampered`, `clock-off` or `replayed`.
 */
export async function verifyProof(
  { clock, database }: Pick<Deps, 'clock' | 'database'>,
  request: FastifyRequest,
  { signed, said }: Proof,
  publicKey: Uint8Array,
): Promise<void> {
  const method = requestMethods.find((known) => known === request.method);
  if (!method) throw new RequestError('unsigned');
  const now = clock.now();
  const body = request.bodyBytes ?? new Uint8Array();
  checkRequest(signed, publicKey, { method, path: request.url, body, now });
  const fresh = await takeNonce(
    database,
    `${said.by}.${toBase64url(said.nonce)}`,
    now + 2 * requestSkewMs,
  );
  if (!fresh) throw new RequestError('replayed');
}
