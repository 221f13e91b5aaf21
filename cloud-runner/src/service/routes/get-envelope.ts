import { RequestError } from '@mayfly/shared/base/errors.ts';
import type { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { inOrg } from '../store/database.ts';
import { findEnvelope } from '../store/envelopes.ts';
import type { Handler } from '../door/serve.ts';

/** Hands out a sealed envelope of the caller's organization, as it was stored. */
export const getEnvelope: Handler<typeof serviceRoutes.getEnvelope> = async (
  { mail },
  { caller, params },
) => {
  if (caller.kind === 'pod' && !caller.isLatest) throw new RequestError('not-latest-attempt');
  const found = await inOrg(mail, caller.org, (at) => findEnvelope(at, params.id));
  if (!found) throw new RequestError('envelope-not-found');
  return found.bytes;
};
