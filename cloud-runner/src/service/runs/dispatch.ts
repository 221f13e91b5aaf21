import { EngineError } from '@mayfly/shared/base/errors.ts';
import { updateAttempt } from '../store/attempts.ts';
import { inOrg } from '../store/database.ts';
import { deletePod, updatePod } from '../store/pods.ts';
import { assign } from './assign.ts';
import { losePod, takeBack } from './loss.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Deps } from '../deps.ts';
import type { EngineCode } from '@mayfly/shared/base/errors.ts';
import type { Engine } from '../engines/engine.ts';
import type { Made } from './assign.ts';
import type { Turn } from './queue.ts';

/** Takes a turn of the queue: assigns a pod, and makes it where none was waiting. */
export async function dispatch(deps: Deps, { org, run }: Turn): Promise<void> {
  const made = await inOrg(deps.mail, org, (at) => assign(deps, at, run));
  if (made) await makePod(deps, org, made);
}

/** What could not be made for want of room, or was refused, is for who runs the machines; who does not answer is not told. */
export function noticeNotMade(engine: Engine, code: EngineCode, name: string): void {
  if (code === 'runner-full') engine.notice('runner-full', name);
  if (code === 'start-failed') engine.notice('pod-refused', name);
}

/**
 * Makes the pod whose row is there. Made before: nothing. Where its engine has no room the run waits for its turn again; where
 * the engine does not answer the row stays, and the reaper makes it, or finds it made. What else cannot be made is lost; should
 * it have been made after all, nobody owns it, and the reaper ends it.
 */
export async function makePod(
  deps: Deps,
  org: OrgId,
  { name, deadlineMs, run, attempt }: Made,
): Promise<void> {
  const { engine, yard, mail, log, tally, tracer, now } = deps;
  try {
    const from = now();
    const { uid } = await engine.create({ name, deadlineMs });
    tracer?.add({ run, name: 'pod-start', from, to: now(), facts: { attempt, uid } });
    await updatePod(yard, name, { uid });
    await inOrg(mail, org, (at) => updateAttempt(at, run, attempt, { pod_uid: uid }));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const why = error.cause instanceof Error ? error.cause.message : undefined;
    log.warn({ run, attempt, code: error.code, why }, 'pod not made');
    tally.notMade(error.code);
    noticeNotMade(engine, error.code, name);
    if (error.code === 'runner-unreachable') return;
    const lost = { run, attempt };
    await inOrg(mail, org, (at) =>
      error.code === 'runner-full' ? takeBack(deps, at, lost) : losePod(deps, at, lost, error.code),
    );
    await deletePod(yard, name);
  }
}
