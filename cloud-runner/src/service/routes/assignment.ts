import { EngineError, RequestError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url, toBase64url } from '@mayfly/shared/base/ids.ts';
import { hashOf } from '@mayfly/shared/envelope/sodium.ts';
import { readAuthorization } from '@mayfly/shared/envelope/statement/request.ts';
import { isEnd } from '@mayfly/shared/api/run-state.ts';
import type { Assignment, serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import type { FastifyRequest } from 'fastify';
import { noOrg, prove } from '../door/proof.ts';
import { findAttempt, updateAttempt } from '../store/attempts.ts';
import { inOrg } from '../store/database.ts';
import { askAs, findPod } from '../store/pods.ts';
import { lockRun } from '../store/runs.ts';
import { podKind } from '../tally.ts';
import type { Deps } from '../deps.ts';
import type { Handler } from '../door/serve.ts';
import type { PodRow, RunRow } from '../store/tables.ts';

const waitMs = 25_000;

/**
 * A pod asks for its work, under its name and with a key of its own: the first key to ask owns the name. Waits until there
 * is work; the same pod gets the same answer again.
 */
export const assignment: Handler<typeof serviceRoutes.assignment> = async (deps, asked) => {
  const { params, body, request, reply } = asked;
  const sign = fromBase64url(body.sign);
  await proveNewcomer(deps, request, sign);
  const until = deps.now() + waitMs;
  const { name } = params;
  await using news = newsOf(deps, name, request);
  let pod = await askAs(deps.yard, name, sign, deps.now());
  while (pod && pod.org === null && deps.now() < until && !news.isOver()) {
    await news.wait(until - deps.now());
    pod = await findPod(deps.yard, name);
  }
  if (!pod) throw new EngineError('pod-not-found');
  const work = await workOf(deps, pod, sign);
  return work ?? reply.code(204).send();
};

/** Its key is in the body; its organization it does not know yet. */
async function proveNewcomer(deps: Deps, request: FastifyRequest, sign: Uint8Array): Promise<void> {
  const { org } = readAuthorization(request.headers.authorization).said;
  if (org !== undefined && org !== noOrg) throw new RequestError('unsigned');
  await prove(deps, request, sign);
}

/** Binds the key to the attempt and tells the work. Throws `run-ended` when there is nothing left to do. */
async function workOf(
  { mail, now, tracer }: Deps,
  { org, run, attempt }: PodRow,
  sign: Uint8Array,
): Promise<Assignment | undefined> {
  if (org === null || run === null || attempt === null) return undefined;
  return inOrg(mail, org, async (at) => {
    const row = await lockRun(at, run);
    if (!row || row.attempt !== attempt || isEnd(row.status)) throw new RequestError('run-ended');
    const heardAt = now();
    const heard = { pod_sign: sign, pod_kid: hashOf(sign), heartbeat_at: heardAt };
    await updateAttempt(at, run, attempt, heard);
    const tried = tracer && (await findAttempt(at, run, attempt));
    if (tried) {
      const { started_at: from, pod_name } = tried;
      const facts = { attempt, pod: podKind(pod_name) };
      tracer.add({ run, name: 'proof', from, to: heardAt, facts });
    }
    return { org, run, attempt, ...startOf(row), ...inputOf(row) };
  });
}

function startOf(row: RunRow): Pick<Assignment, 'order' | 'slot'> {
  const { order_bytes: bytes, order_sig: sig, grant_subject: grantSubject, slot } = row;
  if (bytes && sig) return { order: { bytes: toBase64url(bytes), sig: toBase64url(sig) } };
  if (grantSubject === null || slot === null) return {};
  return { slot: { grantSubject, slot } };
}

function inputOf({ input_stub: stub, input_wrap: wrap }: RunRow): Pick<Assignment, 'input'> {
  return stub && wrap ? { input: { stub: toBase64url(stub), wrap: toBase64url(wrap) } } : {};
}

/** News of a pod from before the first look, so that none is missed, until the caller hangs up. */
function newsOf({ wake }: Deps, name: string, request: FastifyRequest) {
  let pending = false;
  let over = false;
  let resume: (() => void) | undefined;
  const ring = () => {
    pending = true;
    resume?.();
  };
  const hangUp = () => {
    over = true;
    ring();
  };
  const stop = wake.on(`pod:${name}`, ring);
  request.raw.socket.once('close', hangUp);
  return {
    isOver: () => over,
    async wait(ms: number): Promise<void> {
      const timer = setTimeout(ring, ms);
      await new Promise<void>((resolve) => {
        resume = resolve;
        if (pending) resolve();
      });
      clearTimeout(timer);
      pending = false;
    },
    async [Symbol.asyncDispose]() {
      stop();
      request.raw.socket.off('close', hangUp);
    },
  };
}
