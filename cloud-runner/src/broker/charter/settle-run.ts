import { RequestError } from '@mayfly/shared/base/errors.ts';
import { findRun, setRun } from '../store/runs.ts';
import type { Act } from '@mayfly/shared/envelope/statement/link.ts';
import type { Change } from '../ledger/change.ts';

/** Writes a person's answer down. Throws `run-not-found` for a run that asked for no write. */
export async function settleRun(
  change: Change,
  { run, done }: Extract<Act, { act: 'settle' }>,
): Promise<void> {
  const row = await findRun(change, run);
  if (!row?.marked_at) throw new RequestError('run-not-found');
  await setRun(change, run, { settled_at: change.now, settled_done: done });
}
