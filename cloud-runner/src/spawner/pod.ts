import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { GoneGrade } from '@mayfly/shared/api/run-state.ts';
import { makeToken } from './birth.ts';
import { endForGood } from './gone.ts';
import { follow, type Tell } from './last-words.ts';
import type { LiveRecord } from './records.ts';
import { askToEnd, endByForce, ended, holdOf, isRunning } from './signals.ts';
import { type Newborn, type Nursery, startPod } from './start-pod.ts';

/** One pod, from its start until it is gone. */
export type Pod = {
  record: LiveRecord;
  pid: number | undefined;
  tokenHash: string;
  /** Running, and not asked to end. */
  isLive: () => boolean;
  /** SIGTERM, and after the grace SIGKILL. Resolves when the pod is gone. */
  end: () => Promise<void>;
  /** Resolves when nothing is left of the pod, however it ended, with how surely that was seen. */
  gone: Promise<GoneGrade>;
};

/** Starts a pod, which lives until `deadlineAt` at most. */
export async function bearPod(
  nursery: Nursery,
  record: LiveRecord,
  { owner, deadlineAt }: Pick<Newborn, 'owner' | 'deadlineAt'>,
  tell: Tell,
): Promise<Pod> {
  const { config, confinement } = nursery;
  const { uid, name, tag, dir } = record;
  const { token, hash } = await makeToken();
  const child = await startPod(nursery, { name, token, tag, owner, deadlineAt, dir });
  follow(child, { uid, name }, tell, config.tellsAll);
  const gone = watchOver(nursery, record, child);
  let ending: Promise<void> | undefined;

  async function endInOrder(): Promise<void> {
    await askToEnd(child, confinement);
    if (await lasts(gone, config.graceMs)) await endByForce(child, confinement);
    await gone;
  }

  const end = () => (ending ??= endInOrder());
  void lasts(gone, deadlineAt - Date.now()).then((isLate) => (isLate ? end() : undefined));
  return {
    record,
    pid: child.pid,
    tokenHash: hash,
    isLive: () => ending === undefined && isRunning(child),
    end,
    gone,
  };
}

/** Waits for a pod's end, and makes sure of it. */
async function watchOver(
  { confinement }: Nursery,
  record: LiveRecord,
  child: ChildProcess,
): Promise<GoneGrade> {
  const hadNamespaces = confinement !== 'plain';
  const held = hadNamespaces ? await holdOf(child) : undefined;
  await ended(child);
  const gone = await endForGood({ ...record, pidNamespace: held?.name }, hadNamespaces);
  await held?.letGo();
  return gone;
}

/** Whether `work` still goes on after so long. */
async function lasts(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const patience = new AbortController();
  const late = delay(milliseconds, true, { signal: patience.signal }).catch(() => false);
  const isLate = await Promise.race([late, work.then(() => false)]);
  patience.abort();
  return isLate;
}
