import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import { askingDevice } from '../door/device.ts';
import { serve } from '../door/serve.ts';
import { inOrg } from '../store/database.ts';
import { findRun } from '../store/runs.ts';
import { askingPod } from './asking-pod.ts';
import { endRun } from './end-run.ts';
import { markRun } from './mark-run.ts';
import { runStatements } from './run-statements.ts';
import { stopRun } from './stop-run.ts';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';

/** The routes by which runs are marked, ended, stopped and looked up. */
export function ledgerRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, brokerRoutes.standing, async ({ params, request }) => {
    const { org } = await askingPod(deps, request, params.run);
    const row = await inOrg(deps.database, org, (at) => findRun(at, params.run));
    const stopped = row?.stopped_at ? { stoppedAt: row.stopped_at } : {};
    return { ...stopped, marked: typeof row?.marked_at === 'number' };
  });

  serve(app, brokerRoutes.mark, async ({ params, body, request }) => {
    const release = await askingPod(deps, request, params.run);
    if (body.attempt !== release.attempt) throw new RequestError('bad-request');
    return { mark: signedToJson(await markRun(deps, release)) };
  });

  serve(app, brokerRoutes.end, async ({ params, body, request }) => {
    const release = await askingPod(deps, request, params.run);
    const brought = { end: signedFromJson(body.end), renewals: body.renewals };
    const { acceptedAt, dropped } = await endRun(deps, release, brought);
    if (dropped.length > 0) request.log.warn({ run: params.run, dropped }, 'renewal dropped');
    return { acceptedAt };
  });

  serve(app, brokerRoutes.stopRun, async ({ params, request }) => {
    const asking = await askingDevice(deps, request, params.org);
    return { stoppedAt: await stopRun(deps, asking, params.run) };
  });

  serve(app, brokerRoutes.runStatements, async ({ params, request }) => {
    await askingDevice(deps, request, params.org);
    return inOrg(deps.database, params.org, (at) => runStatements(at, params.run));
  });
}
