import type { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { runLabel } from '../runs/label.ts';
import { inOrg } from '../store/database.ts';
import { pageOfRuns } from '../store/runs.ts';
import type { Handler } from '../door/serve.ts';

/** Lists the organization's runs, newest first. */
export const listRuns: Handler<typeof serviceRoutes.listRuns> = async (
  { mail },
  { caller, query },
) => {
  const rows = await inOrg(mail, caller.org, (at) => pageOfRuns(at, query));
  return { runs: rows.map(runLabel) };
};
