import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { hashOfStatement, read, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import type { RunStatements } from '@mayfly/shared/api/broker-routes.ts';
import type { EnvelopeId, RunId } from '@mayfly/shared/base/ids.ts';
import type { Evidence, Leaf } from '@mayfly/shared/envelope/proof.ts';
import type { Certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import type { End } from '@mayfly/shared/envelope/statement/end.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Connection } from './doors.ts';

/** What the broker shows of a run; undefined where it has never heard of it: it was never released. */
export async function fetchStatements(
  connection: Connection,
  run: RunId,
): Promise<RunStatements | undefined> {
  try {
    return await call(connection.broker, brokerRoutes.runStatements, {
      params: { org: connection.org, run },
    });
  } catch (error) {
    if (error instanceof RequestError && error.code === 'run-not-found') return undefined;
    throw error;
  }
}

/** The statements as evidence, without anything that lies with the service or in the log. */
export function evidenceOf(run: RunId, said: RunStatements | undefined): Evidence {
  const { order, slot, certificates = [], mark, end: ended, gone = [] } = said ?? {};
  return {
    run,
    order: order && signedFromJson(order),
    slot,
    certificates: certificates.map(signedFromJson),
    mark: mark && signedFromJson(mark),
    end: ended && signedFromJson(ended),
    gone: gone.map(signedFromJson),
    artifacts: new Map(),
  };
}

/** The certificate of the latest attempt, by the pinned key of the broker; undefined before the first release. */
export function latestCertificate(
  { runner, org }: Connection,
  { certificates }: Evidence,
): { said: Certificate; signed: Signed } | undefined {
  const brokerSign = fromBase64url(runner.brokerSign);
  return certificates
    .map((signed) => ({ signed, said: verifyIn(certificate, signed, brokerSign, org) }))
    .toSorted((left, right) => left.said.attempt - right.said.attempt)
    .at(-1);
}

/** What the run's own end says, by the key that its certificate names. Throws what a false one deserves. */
export function endOfRun(connection: Connection, evidence: Evidence): End | undefined {
  const certified = latestCertificate(connection, evidence);
  if (!evidence.end || !certified) return undefined;
  return verifyIn(end, evidence.end, certified.said.sign, connection.org);
}

/** The report's id as the end says, not verified: only to know what to fetch. */
export function reportIdOf({ end: ended }: Evidence): EnvelopeId | undefined {
  return ended && read(end, ended).report;
}

/** The files with these ids, as far as the service has them. */
export async function fetchFiles(
  connection: Connection,
  ids: readonly EnvelopeId[],
): Promise<Map<EnvelopeId, Uint8Array>> {
  const files = await Promise.all(ids.map((id) => fetchFile(connection, id)));
  return new Map(
    ids.flatMap((id, place) => {
      const file = files[place];
      return file ? [[id, file] as const] : [];
    }),
  );
}

async function fetchFile(connection: Connection, id: EnvelopeId): Promise<Uint8Array | undefined> {
  try {
    return await call(connection.service, serviceRoutes.getEnvelope, { params: { id } });
  } catch (error) {
    if (error instanceof RequestError && error.code === 'envelope-not-found') return undefined;
    throw error;
  }
}

/** An entry of the log: its number, its kind, and the statement where that was not erased. */
export type LogLine = { readonly n: number; readonly kind: string; readonly statement?: Signed };

/** The entries of the log from number `from` on, at most 500. */
export async function fetchLog(connection: Connection, from: number): Promise<LogLine[]> {
  const { entries } = await call(connection.broker, brokerRoutes.logEntries, {
    params: { org: connection.org },
    query: { from },
  });
  return entries.map(({ n, kind, statement }) => ({
    n,
    kind,
    ...(statement ? { statement: signedFromJson(statement) } : {}),
  }));
}

/** The places of these statements in the log under `head`, each with its proof. */
export async function fetchLeaves(
  connection: Connection,
  { head, log, of }: { head: LogHead; log: readonly LogLine[]; of: readonly Signed[] },
): Promise<Leaf[]> {
  const wanted = new Map(of.map((statement) => [hashOfStatement(statement), statement]));
  const found = log.flatMap(({ n, statement }) => {
    const hash = statement && hashOfStatement(statement);
    const same = hash && wanted.get(hash);
    return same && n < head.size ? [{ n, statement: same }] : [];
  });
  return Promise.all(
    found.map(async ({ n, statement }): Promise<Leaf> => {
      const { inclusion = [] } = await call(connection.broker, brokerRoutes.logProof, {
        params: { org: connection.org },
        query: { leaf: n, to: head.size },
      });
      return { statement, index: n, proof: inclusion.map(fromBase64url) };
    }),
  );
}
