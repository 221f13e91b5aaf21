import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { fromBase64url, randomId16, toBase64url } from '@mayfly/shared/base/ids.ts';
import { writeStub } from '@mayfly/shared/envelope/format.ts';
import { seal, wrapDek } from '@mayfly/shared/envelope/seal.ts';
import { inputCodec, writeBody } from '@mayfly/shared/envelope/session.ts';
import { order } from '@mayfly/shared/envelope/statement/order.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { appendLink } from './append-link.ts';
import type { EnvelopeId, RunId } from '@mayfly/shared/base/ids.ts';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { Sealed } from '@mayfly/shared/envelope/seal.ts';
import type { Connection } from './doors.ts';

/** How long a start may lie in the queue: an hour. */
const orderMs = 3_600_000;

/** What to run. `inputs` are what was asked for this run, by name. */
export type RunRequest = {
  readonly grant: EnvelopeId;
  readonly deadlineMs: number;
  readonly inputs?: Readonly<Record<string, string>>;
};

/** Orders a run now, signed by this device, and hands it to the service. */
export async function startRun(connection: Connection, request: RunRequest): Promise<RunLabel> {
  const run = randomId16();
  const now = Date.now();
  const input = request.inputs ? await putInput(connection, run, request.inputs) : undefined;
  const signed = sign(
    order,
    {
      org: connection.org,
      at: now,
      grant: request.grant,
      run,
      notBefore: now,
      notAfter: now + orderMs,
      ...(input ? { input: input.id } : {}),
    },
    connection.keys.sign,
  );
  return call(connection.service, serviceRoutes.createRun, {
    body: {
      order: signedToJson(signed),
      deadlineMs: request.deadlineMs,
      ...(input ? { input: forBroker(connection, input) } : {}),
    },
  });
}

/** The runs that the service knows, newest first, 50 at a time: those after the `last` one seen. */
export async function listRuns(connection: Connection, last?: RunLabel): Promise<RunLabel[]> {
  const answer = await call(connection.service, serviceRoutes.listRuns, {
    query: last ? { before: last.createdAt, beforeRun: last.run } : {},
  });
  return answer.runs;
}

/**
 * Stops a run at both doors: the broker voids it for ever, so that a queued order cannot be kept back and run later.
 * The broker's word counts, and comes first: a pod that is asked to end asks the broker why. A service that does not
 * answer cannot hinder it.
 */
export async function stopRun(connection: Connection, run: RunId): Promise<void> {
  const params = { org: connection.org, run };
  try {
    await call(connection.broker, brokerRoutes.stopRun, { params });
  } finally {
    const told = call(connection.service, serviceRoutes.stopRun, { params: { run } });
    await Promise.allSettled([told]);
  }
}

/** Answers an unknown outcome: whether the change was done. */
export async function settleRun(connection: Connection, run: RunId, done: boolean): Promise<void> {
  await appendLink(connection, () => [{ act: 'settle', run, done }]);
}

async function putInput(
  connection: Connection,
  run: RunId,
  values: Readonly<Record<string, string>>,
): Promise<Sealed> {
  const sealed = seal({
    purpose: 'input',
    org: connection.org,
    subject: run,
    createdAt: Date.now(),
    plain: writeBody(inputCodec, { values }),
    sender: connection.keys.sign,
    recipients: [connection.keys.reading.publicKey],
  });
  await call(connection.service, serviceRoutes.putEnvelope, {
    params: { id: sealed.id },
    body: sealed.file,
  });
  return sealed;
}

function forBroker({ runner }: Connection, { stub, dek }: Sealed) {
  return {
    stub: toBase64url(writeStub(stub)),
    wrap: toBase64url(wrapDek(dek, fromBase64url(runner.sealKey))),
  };
}
