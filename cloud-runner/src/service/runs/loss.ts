import { isEnd } from '@mayfly/shared/api/run-state.ts';
import type { Code } from '@mayfly/shared/base/errors.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import { deleteAttempt, findAttempt } from '../store/attempts.ts';
import { deletePodAt } from '../store/pods.ts';
import { lockRun } from '../store/runs.ts';
import { tell } from '../store/wake.ts';
import { afterLoss, backoffMs } from './after-loss.ts';
import { happen } from './life.ts';
import { afterRefusal } from './refusal.ts';
import type { Deps } from '../deps.ts';
import type { InOrg } from '../store/database.ts';
import type { AttemptRow, RunRow } from '../store/tables.ts';
import type { Happening } from './states.ts';

/** The pod of one attempt. */
export type AttemptOf = { readonly run: RunId; readonly attempt: number };

const waitMs = 4_000;
const noRoomMs = 2_000;
const leavingMs = 10_000;

/** Who lost its pod, when it is the attempt that is under way: a run that is back in the queue has lost it already. */
async function current(
  at: InOrg,
  { run, attempt }: AttemptOf,
): Promise<{ row: RunRow; tried: AttemptRow } | undefined> {
  const row = await lockRun(at, run);
  const isUnderWay = row && row.status !== 'queued' && !isEnd(row.status);
  if (!isUnderWay || row.attempt !== attempt) return undefined;
  const tried = await findAttempt(at, run, attempt);
  return tried && { row, tried };
}

/** A pod is lost: another attempt after a while, or an end, as {@link afterLoss} says. An older attempt changes nothing. */
export async function losePod(
  deps: Deps,
  at: InOrg,
  lost: AttemptOf,
  code: Code = 'node-lost',
): Promise<void> {
  const found = await current(at, lost);
  if (found) await settleLoss(deps, at, found, found.tried.fault ?? code);
}

/** There was no room for a pod: the attempt never was, and the run waits for its turn again. It is nobody's failure. */
export async function takeBack(deps: Deps, at: InOrg, untried: AttemptOf): Promise<void> {
  const found = await current(at, untried);
  if (!found || found.tried.certified_at !== null) return;
  const { row } = found;
  if (row.stop_asked_at !== null) {
    await happen(deps, at, row, 'stopped', { code: null });
    return;
  }
  const { failures } = row;
  const waitMs = Math.round(noRoomMs * (0.5 + deps.chance() / 2));
  await deleteAttempt(at, untried);
  await again(deps, at, row, { failures, waitMs, attempt: untried.attempt - 1 });
}

/** A pod could not be made, or found no place, in all its time: another attempt follows, and it is nobody's failure. */
export async function waitAgain(deps: Deps, at: InOrg, untried: AttemptOf): Promise<void> {
  const found = await current(at, untried);
  if (!found || found.tried.certified_at !== null) return;
  const { row } = found;
  if (row.stop_asked_at === null) await again(deps, at, row, { failures: row.failures, waitMs });
  else await happen(deps, at, row, 'stopped', { code: null });
}

async function settleLoss(
  deps: Deps,
  at: InOrg,
  { row, tried }: { row: RunRow; tried: AttemptRow },
  code: Code,
): Promise<void> {
  const happening = afterLoss({
    marked: tried.marked_at !== null,
    stopAsked: row.stop_asked_at !== null,
    overdue: tried.certified_at !== null && deps.now() >= tried.deadline_at,
    failures: row.failures,
  });
  if (happening === 'lost') {
    const failures = row.failures + 1;
    deps.tally.lost(code);
    await again(deps, at, row, { failures, waitMs: backoffMs(failures, deps.chance()) });
    return;
  }
  await happen(deps, at, row, happening, { code: codeAfter(happening, code) });
}

function codeAfter(happening: Happening, code: Code): Code | null {
  if (happening === 'stopped') return null;
  return happening === 'overdue' ? 'deadline' : code;
}

/** Back to the queue, for the next attempt. */
async function again(
  deps: Deps,
  at: InOrg,
  row: RunRow,
  { waitMs, ...patch }: { failures: number; waitMs: number; attempt?: number },
): Promise<void> {
  const ready_at = deps.now() + waitMs;
  const changed = await happen(deps, at, row, 'lost', { ...patch, ready_at });
  if (changed) await deps.queue.add(at, row.run, waitMs);
}

/**
 * A pod says why it got no keys. Waits for a run that is in the way, tries again what may pass, and ends the run for what
 * will not. The pod leaves by itself; who stays is deleted. Nothing where it had its keys.
 */
export async function takeRefusal(
  deps: Deps,
  at: InOrg,
  refused: AttemptOf,
  code: Code,
): Promise<void> {
  const found = await current(at, refused);
  if (!found || found.tried.certified_at !== null) return;
  const { row } = found;
  await deletePodAt(at, row.run, row.attempt, deps.now() + leavingMs);
  await tell(at.tx, 'pods');
  const wish = row.stop_asked_at === null ? afterRefusal(code) : 'final';
  if (wish === 'retry') return settleLoss(deps, at, found, code);
  if (wish === 'wait') return again(deps, at, row, { failures: row.failures, waitMs });
  const happening = happeningOf(row, code);
  await happen(deps, at, row, happening, { code: happening === 'stopped' ? null : code });
}

function happeningOf(row: RunRow, code: Code): Happening {
  if (code === 'marked') return 'lost-after-write';
  return code === 'stopped' || row.stop_asked_at !== null ? 'stopped' : 'given-up';
}
