import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import type { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { runLabel } from '../runs/label.ts';
import { stop } from '../runs/stop.ts';
import { inOrg } from '../store/database.ts';
import { lockRun, showRun } from '../store/runs.ts';
import type { Handler } from '../door/serve.ts';

/** Stops a run: what waits is canceled at once, a pod is told to end. Asked again, it answers the same. */
export const stopRun: Handler<typeof serviceRoutes.stopRun> = async (deps, { caller, params }) =>
  inOrg(deps.mail, caller.org, async (at) => {
    const row = await lockRun(at, params.run);
    if (!row) throw new RequestError('run-not-found');
    if (isEnd(row.status) && row.status !== 'canceled') throw new RequestError('run-ended');
    await stop(deps, at, row);
    const stopped = await showRun(at, params.run);
    if (!stopped) throw new RequestError('run-not-found');
    return runLabel(stopped);
  });
