import { isCode, RequestError } from '@mayfly/shared/base/errors.ts';
import type { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { takeRefusal } from '../runs/loss.ts';
import { inOrg } from '../store/database.ts';
import { refuseOtherPods } from './pod-of-run.ts';
import type { Handler } from '../door/serve.ts';

/** Hears from a pod why it got no keys, so that the run is tried again or ends. */
export const refusal: Handler<typeof serviceRoutes.refusal> = async (deps, asked) => {
  const { caller, params, body } = asked;
  refuseOtherPods(caller, params);
  const { code } = body;
  if (!isCode(code)) throw new RequestError('bad-request');
  await inOrg(deps.mail, caller.org, (at) => takeRefusal(deps, at, params, code));
  return {};
};
