import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { findAttempt, updateAttempt } from '../store/attempts.ts';
import { inOrg } from '../store/database.ts';
import { showRun } from '../store/runs.ts';
import { allPods, deletePod, findPod, updatePod } from '../store/pods.ts';
import { makePod } from './dispatch.ts';
import { losePod, waitAgain } from './loss.ts';
import { endStuck } from './stuck.ts';
import { startingMs } from './assign.ts';
import type { Deps } from '../deps.ts';
import type { EnginePod } from '../engines/engine.ts';
import type { Follower } from '../feed/follow.ts';
import type { Database } from '../store/database.ts';
import type { PodRow } from '../store/tables.ts';

/** How far the feed is read. */
type Reader = Pick<Follower, 'isCurrent' | 'isTold'>;

/** Whoever makes a pod has made it after this, or died: then another does, in ms. */
const makingMs = 5_000;
/** A pod that just appeared may be missing in an older list: it must be missing for this long, in ms. */
const missingMs = 1_000;

/**
 * Compares what lives with what should, from either side: ends what nobody owns or whose time is over, makes what was to be
 * made when somebody was killed, and takes for lost what is missing. Answers whether to look again soon.
 */
export async function reconcile(deps: Deps, follower: Reader): Promise<boolean> {
  const live = await deps.engine.list();
  // Read after the list: a pod's row is there before its engine hears of it.
  const rows = await allPods(deps.yard);
  const names = new Map(rows.map((row) => [row.name, row]));
  for (const pod of live) if (!isOwned(pod, names.get(pod.name))) await deps.engine.remove(pod.uid);
  let soon = false;
  for (const row of rows) {
    const pod = live.find(({ name }) => name === row.name);
    const isOpen = pod
      ? await tendLive(deps, follower, row, pod)
      : await tendMissing(deps, follower, row);
    soon ||= isOpen;
  }
  return soon;
}

function isOwned(pod: EnginePod, row: PodRow | undefined): boolean {
  return row !== undefined && (row.uid === null || row.uid === pod.uid);
}

/** Answers whether it is to be looked at again soon. */
async function tendLive(
  deps: Deps,
  follower: Reader,
  row: PodRow,
  pod: EnginePod,
): Promise<boolean> {
  const { yard, engine, now } = deps;
  const { name, uid } = row;
  if (uid === null || row.lost_at !== null)
    await updatePod(yard, name, { uid: pod.uid, lost_at: null });
  // It waits for work, and shall go before it gets some.
  if (pod.ending && row.org === null) {
    await deletePod(yard, name, { idle: true });
    return false;
  }
  if (await endStuck(deps, row, pod)) return true;
  if (now() < row.delete_at) {
    if (pod.waiting) await waitOn(yard, row, now());
    return false;
  }
  if (await mayHaveKeys(deps, follower, row)) return false;
  // Keys may have come since the rows were read, and more time with them.
  const latest = await findPod(yard, name);
  if (latest && now() < latest.delete_at) return false;
  const isOurs = row.org !== null || (await deletePod(yard, name, { idle: true }));
  if (isOurs) await engine.remove(pod.uid);
  return isOurs;
}

/**
 * A pod that seems late to start may have had its keys long ago, where the feed is behind. What was ended or stopped is not
 * asked about.
 */
async function mayHaveKeys(
  { mail }: Deps,
  follower: Reader,
  { org, run, attempt, delete_at }: PodRow,
): Promise<boolean> {
  if (org === null || run === null || follower.isTold(delete_at)) return false;
  const known = await inOrg(mail, org, (at) => showRun(at, run));
  const isStarting = known?.status === 'starting' && known.attempt === attempt;
  return isStarting && known.stop_asked_at === null;
}

/** A full cluster is waited for: the time that a pod may take to start counts from when it has a place. */
async function waitOn(yard: Database, { name, delete_at, kind }: PodRow, now: number) {
  const isSoonOver = kind === 'run' && delete_at - now < startingMs / 2;
  if (isSoonOver) await updatePod(yard, name, { delete_at: now + startingMs });
}

/** Answers whether it is to be looked at again soon. */
async function tendMissing(deps: Deps, follower: Reader, row: PodRow): Promise<boolean> {
  const now = deps.now();
  if (row.uid === null) {
    const isDue = now - row.born_at >= makingMs;
    if (isDue) await makeAgain(deps, row);
    return !isDue;
  }
  if (row.lost_at === null) await updatePod(deps.yard, row.name, { lost_at: now });
  if (row.lost_at === null || now - row.lost_at < missingMs) return true;
  // A list may be out of date; before anything is given up, the engine is asked for this one.
  const found = (await isOver(deps, row)) ? undefined : await deps.engine.find(row.name);
  if (found && found.uid === row.uid) return true;
  const isSettled = await lose(deps, follower, row, row.lost_at);
  // Claimed since it was looked at, it is lost at the next look.
  if (isSettled) await deletePod(deps.yard, row.name, { idle: row.org === null });
  return !isSettled;
}

/** Whether the run of a pod has ended: its pod is missing since it should be. */
async function isOver(deps: Deps, { org, run }: PodRow): Promise<boolean> {
  if (org === null || run === null) return false;
  const known = await inOrg(deps.mail, org, (at) => showRun(at, run));
  return known !== undefined && isEnd(known.status);
}

/** Who wanted it was killed before its engine answered. The name makes it the same pod. */
async function makeAgain(deps: Deps, row: PodRow): Promise<void> {
  const { name, org, run, attempt, deadline_ms: deadlineMs } = row;
  const isWork = org !== null && run !== null && attempt !== null;
  const isWanted = isWork && row.kind === 'run' && deps.now() < row.delete_at;
  if (isWanted) return makePod(deps, org, { name, deadlineMs, run, attempt });
  // In all that time it could not be made, or nobody was there to make it.
  if (isWork) await inOrg(deps.mail, org, (at) => waitAgain(deps, at, { run, attempt }));
  await deletePod(deps.yard, name);
}

/**
 * What a missing pod means. With keys, the broker says what became of it; without, it is lost once the feed is read so far
 * that keys are out of the question. Answers false while that is open.
 */
async function lose(
  deps: Deps,
  follower: Reader,
  { org, run, attempt, uid }: PodRow,
  lostAt: number,
): Promise<boolean> {
  if (org === null || run === null || attempt === null) return true;
  return inOrg(deps.mail, org, async (at) => {
    const tried = await findAttempt(at, run, attempt);
    const fault = uid === null ? undefined : deps.engine.faultOf(uid);
    if (tried && fault) await updateAttempt(at, run, attempt, { fault });
    if (!tried || tried.certified_at !== null) return true;
    if (!follower.isCurrent(lostAt)) return false;
    // It never asked for its work: then it did not come up.
    const code = tried.pod_kid === null ? 'start-failed' : 'node-lost';
    await losePod(deps, at, { run, attempt }, code);
    return true;
  });
}
