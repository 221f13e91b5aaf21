import { call } from '@mayfly/shared/api/client.ts';
import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { Connection } from './doors.ts';

/** How often a run is asked after, ms. */
const pauseMs = 400;

/** Waits until a run has ended, at most so long; undefined where it has not. */
export async function awaitRun(
  connection: Connection,
  run: RunId,
  longestMs: number,
): Promise<RunLabel | undefined> {
  const late = Date.now() + longestMs;
  while (Date.now() < late) {
    const answer = await call(connection.service, serviceRoutes.getRun, { params: { run } });
    if (isEnd(answer.run.status)) return answer.run;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return undefined;
}
