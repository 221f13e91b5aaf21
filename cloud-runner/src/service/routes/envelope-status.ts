import type { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { inOrg } from '../store/database.ts';
import { knownOf } from '../store/envelopes.ts';
import type { Handler } from '../door/serve.ts';

/** Tells which of some envelopes are stored for the caller's organization. */
export const envelopeStatus: Handler<typeof serviceRoutes.envelopeStatus> = async (
  { mail },
  { caller, body },
) => ({ known: await inOrg(mail, caller.org, (at) => knownOf(at, body.ids)) });
