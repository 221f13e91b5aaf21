import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import type { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { findAttempt, updateAttempt } from '../store/attempts.ts';
import { inOrg } from '../store/database.ts';
import { findLabel } from '../store/envelopes.ts';
import { addEvent, findPiece } from '../store/events.ts';
import { lockRun, updateRun } from '../store/runs.ts';
import { refuseOtherPods } from './pod-of-run.ts';
import type { Handler } from '../door/serve.ts';

/** Announces a piece of progress that the pod of the latest attempt has stored. Twice the same gets the same number. */
export const progress: Handler<typeof serviceRoutes.progress> = async (deps, asked) => {
  const { caller, params, body } = asked;
  refuseOtherPods(caller, params);
  const { run, attempt } = params;
  const { envelope, step, of } = body;
  return inOrg(deps.mail, caller.org, async (at) => {
    const row = await lockRun(at, run);
    if (!row || row.attempt !== attempt) throw new RequestError('not-latest-attempt');
    const known = await findPiece(at, run, attempt, envelope);
    if (known !== undefined) return { n: known };
    if (isEnd(row.status)) throw new RequestError('run-ended');
    const piece = await findLabel(at, envelope);
    if (piece?.sender !== caller.kid) throw new RequestError('envelope-not-found');
    const tried = deps.tracer && row.step === null && (await findAttempt(at, run, attempt));
    if (tried) {
      const from = tried.certified_at ?? tried.started_at;
      const facts = { attempt, step };
      deps.tracer?.add({ run, name: 'first-step', from, to: deps.now(), facts });
    }
    await updateRun(at, run, { step, of });
    await updateAttempt(at, run, attempt, { heartbeat_at: deps.now() });
    return { n: await addEvent(at, { run, attempt, step, of, envelope }) };
  });
};
