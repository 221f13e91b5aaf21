import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { call } from '@mayfly/shared/api/client.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { checkRun } from '@mayfly/shared/envelope/proof.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { readReport } from '@mayfly/shared/report/read-report.ts';
import type { RunStatements } from '@mayfly/shared/api/broker-routes.ts';
import type { EnvelopeId, RunId } from '@mayfly/shared/base/ids.ts';
import type { Proof } from '@mayfly/shared/envelope/proof.ts';
import type { Report } from '@mayfly/shared/report/report.ts';
import { device } from './device.ts';
import { until } from './until.ts';

/** What a device sees of a run that has ended and whose browser is gone. */
export type RunEvidence = {
  readonly report: Report;
  readonly proof: Proof;
  readonly statements: RunStatements;
  readonly artifacts: ReadonlyMap<EnvelopeId, Uint8Array>;
};

/** The broker's statements about a run; undefined until it was released. */
export async function statementsOf(run: RunId): Promise<RunStatements | undefined> {
  const { broker, org } = await device.connect();
  return call(broker, brokerRoutes.runStatements, { params: { org, run } }).catch(unlessUnknown);
}

/** Waits until a run has its end and its pod is gone, then checks everything as the extension does. */
export async function evidenceOf(run: RunId, withinMs = 60_000): Promise<RunEvidence> {
  const statements = await until(async () => {
    const all = await statementsOf(run);
    return all?.end && all.gone.length >= all.certificates.length ? all : undefined;
  }, withinMs);
  const connection = await device.connect();
  const { charter } = await device.syncCharter(connection);
  const signedEnd = signedFromJson(statements.end!);
  const file = (id: EnvelopeId) =>
    call(connection.service, serviceRoutes.getEnvelope, { params: { id } });
  const artifacts = new Map<EnvelopeId, Uint8Array>();
  const evidence = {
    run,
    order: statements.order && signedFromJson(statements.order),
    slot: statements.slot,
    certificates: statements.certificates.map(signedFromJson),
    mark: statements.mark && signedFromJson(statements.mark),
    end: signedEnd,
    gone: statements.gone.map(signedFromJson),
    report: await file(read(end, signedEnd).report),
    artifacts,
  };
  const trust = {
    charter,
    brokerSign: fromBase64url(connection.runner.brokerSign),
    reading: [connection.keys.reading],
    artifactsOf: (plain: Uint8Array) => readReport(plain).artifacts.map(({ id }) => id),
    now: Date.now(),
  };
  const first = await checkRun(evidence, { ...trust, artifactsOf: () => [] });
  if (!first.report) throw new Error('The report could not be opened');
  const report = readReport(first.report.plain);
  for (const { id } of report.artifacts) artifacts.set(id, await file(id));
  return { report, proof: await checkRun(evidence, trust), statements, artifacts };
}

/** The broker knows a run from its release on. */
function unlessUnknown(error: unknown): undefined {
  if (error instanceof RequestError && error.code === 'run-not-found') return undefined;
  throw error;
}
