import { connect } from '../cloud/doors.ts';
import { startRun } from '../cloud/runs.ts';
import type { EnvelopeId, RunId } from '@mayfly/shared/base/ids.ts';

/** A deadline where the popup does not know the permission's: 5 min. */
const usualDeadlineMs = 300_000;

/** Orders a run and gives its id. Loaded when somebody runs something, since it brings libsodium along. */
export async function startFromPopup(grant: string, deadlineMs = usualDeadlineMs): Promise<RunId> {
  const { run } = await startRun(await connect(), { grant: grant as EnvelopeId, deadlineMs });
  return run;
}
