import { randomId16 } from '@mayfly/shared/base/ids.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import { insertAttempt } from '../store/attempts.ts';
import { claimWarmPod, insertPod, takePlace } from '../store/pods.ts';
import { lockRun, queuedRuns, updateRun } from '../store/runs.ts';
import { tell } from '../store/wake.ts';
import { podKind } from '../tally.ts';
import { happen } from './life.ts';
import { longestBackoffMs } from './after-loss.ts';
import type { Deps } from '../deps.ts';
import type { NewPod } from '../engines/engine.ts';
import type { InOrg } from '../store/database.ts';
import type { RunRow } from '../store/tables.ts';

/** How long a pod may take until it has its keys, in ms. After it, it is taken for lost. */
export const startingMs = 180_000;

/** Who finds no place asks again after so long, in ms; where very many wait, each asks less often. */
const fullMs = 1_000;
const longestFullMs = 15_000;
const waitingAtPace = 50;

/** A pod that its engine must still make, for an attempt. */
export type Made = NewPod & { run: RunId; attempt: number };

/**
 * Gives the next attempt of a run a pod, if it is its turn: one that waits (which is told at once), or a row for a new one,
 * which is answered and must then be made. What comes twice finds the run no longer queued.
 */
export async function assign(deps: Deps, at: InOrg, run: RunId): Promise<Made | undefined> {
  const row = await lockRun(at, run);
  if (row?.status !== 'queued') return undefined;
  const now = deps.now();
  if (now > row.not_after) {
    const code = row.slot === null ? 'order-expired' : 'slot-outside-grace';
    await happen(deps, at, row, 'given-up', { code });
    return undefined;
  }
  if (now < row.ready_at && !isTimeWrong(row, now)) {
    await deps.queue.add(at, run, row.ready_at - now);
    return undefined;
  }
  const { mostRuns: most, mostRunsOfOne: quota = most } = deps.config;
  if (await takePlace(at, { most, quota }, now)) return begin(deps, at, row);
  const waitMs = Math.round(fullWaitMs(await queuedRuns(at)) * (0.5 + deps.chance() / 2));
  // So that nobody takes it for forgotten.
  await updateRun(at, run, { ready_at: now + waitMs });
  await deps.queue.add(at, run, waitMs);
  return undefined;
}

/** A run that was tried waits for longer than any may: its time was written while the clock was wrong. */
function isTimeWrong({ attempt, ready_at }: RunRow, now: number): boolean {
  return attempt > 0 && ready_at - now > longestBackoffMs;
}

function fullWaitMs(waiting: number): number {
  return Math.min(longestFullMs, fullMs * Math.max(1, waiting / waitingAtPace));
}

/** Adds the row of a pod that is to be made, and names it: after its run, unless another organization has a run of this number. */
async function nameNew(
  at: InOrg,
  pod: { run: RunId; attempt: number; born_at: number; deadline_ms: number; delete_at: number },
): Promise<string> {
  const row = { kind: 'run', org: at.org, ...pod } as const;
  const name = `run-${pod.run}-${pod.attempt}`;
  if (await insertPod(at.tx, { ...row, name })) return name;
  const other = `run-${randomId16()}-${pod.attempt}`;
  await insertPod(at.tx, { ...row, name: other });
  return other;
}

async function begin(deps: Deps, at: InOrg, row: RunRow): Promise<Made | undefined> {
  const { run, deadline_ms: deadlineMs } = row;
  const now = deps.now();
  const attempt = row.attempt + 1;
  const deleteAt = now + startingMs;
  const warm = await claimWarmPod(at, { run, attempt, deadlineMs }, { now, deleteAt });
  const lifeMs = deadlineMs + startingMs;
  const times = { born_at: now, deadline_ms: lifeMs, delete_at: deleteAt };
  const name = warm?.name ?? (await nameNew(at, { run, attempt, ...times }));
  const life = { name, deadlineMs: lifeMs };
  deps.tally.claimed(podKind(name));
  if (attempt === 1) deps.tally.waited(now - row.created_at);
  const facts = { attempt, pod: podKind(name) };
  const from = attempt === 1 ? row.created_at : row.ready_at;
  deps.tracer?.add({ run, name: 'claim', from, to: now, facts });
  await insertAttempt(at, {
    org: at.org,
    run,
    attempt,
    pod_name: name,
    pod_uid: warm?.uid ?? null,
    pod_sign: null,
    pod_kid: null,
    started_at: now,
    heartbeat_at: null,
    certified_at: null,
    marked_at: null,
    deadline_at: now + deadlineMs,
    gone_seen: null,
    fault: null,
  });
  await happen(deps, at, row, 'assigned', {
    attempt,
    started_at: row.started_at ?? now,
    code: null,
  });
  if (!warm) return { ...life, run, attempt };
  // Nobody is told to make another: it would come up beside this one, and slow it. The next look at the pool is soon enough.
  await tell(at.tx, `pod:${name}`);
  return undefined;
}
