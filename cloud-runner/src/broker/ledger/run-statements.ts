import { signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import { findRun } from '../store/runs.ts';
import { statementsOfRun } from '../store/statements.ts';
import type { RunStatements } from '@mayfly/shared/api/broker-routes.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from '../store/database.ts';
import type { StatementKind } from '../store/tables.ts';

/** All that is known of a run, for a device to check by itself. Throws `run-not-found`. */
export async function runStatements(at: InOrg, run: RunId): Promise<RunStatements> {
  const row = await findRun(at, run);
  if (!row) throw new RequestError('run-not-found');
  const statements = await statementsOfRun(at, run);
  const all = (kind: StatementKind) =>
    statements.filter((each) => each.kind === kind).map(signedToJson);
  const [order] = all('order');
  const [mark] = all('mark');
  const [end] = all('end');
  const { slot, grant_subject, stopped_at, settled_at, settled_done } = row;
  return {
    certificates: all('certificate'),
    gone: all('gone'),
    ...(order && { order }),
    ...(slot !== null && grant_subject && { slot: { grantSubject: grant_subject, slot } }),
    ...(mark && { mark }),
    ...(end && { end }),
    ...(stopped_at !== null && { stoppedAt: stopped_at }),
    ...(settled_at !== null && { settled: { done: settled_done === true, at: settled_at } }),
  };
}
