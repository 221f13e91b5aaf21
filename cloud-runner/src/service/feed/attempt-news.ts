import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { hashOf } from '@mayfly/shared/envelope/sodium.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import type { End } from '@mayfly/shared/envelope/statement/end.ts';
import type { Gone } from '@mayfly/shared/envelope/statement/gone.ts';
import type { Mark } from '@mayfly/shared/envelope/statement/mark.ts';
import { happen } from '../runs/life.ts';
import { losePod } from '../runs/loss.ts';
import { stop } from '../runs/stop.ts';
import { findAttempt, updateAttempt } from '../store/attempts.ts';
import { addEvent } from '../store/events.ts';
import { deletePodAt, releasePod } from '../store/pods.ts';
import { lockRun } from '../store/runs.ts';
import { known, podKind } from '../tally.ts';
import type { Deps } from '../deps.ts';
import type { InOrg } from '../store/database.ts';

/** How long after its deadline a pod may take to seal its report and leave, in ms. */
const closingMs = 60_000;
/** How long after its end a pod may take to leave by itself, in ms. */
const leavingMs = 15_000;

/** Keys were released: the attempt runs, and its pod is the one that the broker names. */
export async function applyCertificate(deps: Deps, at: InOrg, said: Certificate): Promise<void> {
  const { run, attempt, sign, uid } = said;
  const row = await lockRun(at, run);
  if (!row) return;
  const tried = await findAttempt(at, run, attempt);
  if (tried && tried.certified_at === null) {
    const { started_at, heartbeat_at, pod_name } = tried;
    deps.tally.started(podKind(pod_name), said.at - started_at);
    const facts = { attempt, uid };
    deps.tracer?.add({
      run,
      name: 'release',
      from: heartbeat_at ?? started_at,
      to: said.at,
      facts,
    });
  }
  const deadline_at = said.at + row.deadline_ms;
  const pod = { pod_sign: sign, pod_kid: hashOf(sign), pod_uid: uid };
  await updateAttempt(at, run, attempt, { ...pod, certified_at: said.at, deadline_at });
  if (row.attempt !== attempt || isEnd(row.status)) return;
  if (row.stop_asked_at === null) await deletePodAt(at, run, attempt, deadline_at + closingMs);
  await happen(deps, at, row, 'certified');
}

/** The attempt may have written from now on. */
export async function applyMark(_: Deps, at: InOrg, said: Mark): Promise<void> {
  await updateAttempt(at, said.run, said.attempt, { marked_at: said.at });
}

/** The pod's word on how it ended, which the broker took: the end state, unless there is one. */
export async function applyEnd(deps: Deps, at: InOrg, said: End): Promise<void> {
  const { run, attempt, status, code = null, step } = said;
  const row = await lockRun(at, run);
  if (!row) return;
  const tried = await findAttempt(at, run, attempt);
  const facts = { attempt, status, code: known(code), ...(step !== undefined && { step }) };
  if (tried) {
    const from = tried.certified_at ?? tried.started_at;
    deps.tracer?.add({ run, name: 'play', from, to: said.at, facts });
  }
  await happen(deps, at, row, status, { code, ...(step !== undefined && { step }) });
  await deletePodAt(at, run, attempt, deps.now() + leavingMs);
  if (tried?.pod_uid) deps.engine.ended(tried.pod_uid);
}

/** The pod is gone, as far as was seen. Gone without an end, it is lost. */
export async function applyGone(deps: Deps, at: InOrg, said: Gone): Promise<void> {
  const { run, attempt, seen } = said;
  const row = await lockRun(at, run);
  const tried = await findAttempt(at, run, attempt);
  if (!row || !tried || tried.gone_seen === seen) return;
  await updateAttempt(at, run, attempt, { gone_seen: seen });
  deps.tally.gone(seen);
  const facts = { attempt, uid: said.uid, grade: seen };
  deps.tracer?.add({ run, name: 'gone', from: row.ended_at ?? said.at, to: said.at, facts });
  if (seen === 'unproved') deps.engine.notice('pod-unproved', tried.pod_name);
  await releasePod(at, run, attempt);
  await losePod(deps, at, { run, attempt });
  await addEvent(at, { run });
}

/** The broker will never release this run (again). What has keys is ended by the broker; all else ends here. */
export async function applyStop(deps: Deps, at: InOrg, { run }: { run: RunId }): Promise<void> {
  const row = await lockRun(at, run);
  if (row) await stop(deps, at, row);
}
