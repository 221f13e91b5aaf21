import { EngineError } from '@mayfly/shared/base/errors.ts';
import { updateAttempt } from '../store/attempts.ts';
import { inOrg } from '../store/database.ts';
import { deletePod, updatePod } from '../store/pods.ts';
import { assign } from './assign.ts';
import { losePod } from './loss.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Deps } from '../deps.ts';
import type { Made } from './assign.ts';
import type { Turn } from './queue.ts';

/** Takes a turn of the queue: assigns a pod, and makes it where none was waiting. */
export async function dispatch(deps: Deps, { org, run }: Turn): Promise<void> {
  const made = await inOrg(deps.mail, org, (at) => assign(deps, at, run));
  if (made) await makePod(deps, org, made);
}

/**
 * Makes the pod whose row is there. Made before: nothing. What its engine cannot make is lost; should it have made it after
 * all, nobody owns it, and the reaper ends it.
 */
export async function makePod(
  deps: Deps,
  org: OrgId,
  { name, deadlineMs, run, attempt }: Made,
): Promise<void> {
  const { engine, yard, mail, log } = deps;
  try {
    const { uid } = await engine.create({ name, deadlineMs });
    await updatePod(yard, name, { uid });
    await inOrg(mail, org, (at) => updateAttempt(at, run, attempt, { pod_uid: uid }));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    log.warn({ run, attempt, code: error.code }, 'pod not made');
    await inOrg(mail, org, (at) => losePod(deps, at, { run, attempt }, error.code));
    await deletePod(yard, name);
  }
}
