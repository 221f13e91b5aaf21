import { RequestError } from '@mayfly/shared/base/errors.ts';
import type { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { progressLabel, runLabel } from '../runs/label.ts';
import { inOrg } from '../store/database.ts';
import { progressOf } from '../store/events.ts';
import { showRun } from '../store/runs.ts';
import type { Handler } from '../door/serve.ts';

/** Shows one run of the organization, and what it has announced so far. */
export const getRun: Handler<typeof serviceRoutes.getRun> = async ({ mail }, { caller, params }) =>
  inOrg(mail, caller.org, async (at) => {
    const row = await showRun(at, params.run);
    if (!row) throw new RequestError('run-not-found');
    const events = await progressOf(at, params.run);
    const progress = events.flatMap((event) => progressLabel(event) ?? []);
    return { run: runLabel(row), progress };
  });
