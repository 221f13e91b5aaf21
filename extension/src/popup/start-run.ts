import { openGrant } from '../cloud/automations.ts';
import { syncCharter } from '../cloud/charter.ts';
import { connect } from '../cloud/doors.ts';
import { startRun } from '../cloud/runs.ts';
import type { EnvelopeId, RunId } from '@mayfly/shared/base/ids.ts';

/**
 * Orders a run and gives its id: by the permission that holds now, where another was confirmed since the popup heard of
 * this one. Loaded when somebody runs something, since it brings libsodium along.
 */
export async function startFromPopup(known: string): Promise<RunId> {
  const connection = await connect();
  const { charter } = await syncCharter(connection);
  const subject = charter.named.get(known as EnvelopeId)?.subject;
  const head = subject && charter.heads.get(subject)?.id;
  const { id, body } = await openGrant(connection, charter, head ?? (known as EnvelopeId));
  const { run } = await startRun(connection, { grant: id, deadlineMs: body.deadlineMs });
  return run;
}
