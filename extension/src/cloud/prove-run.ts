import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { checkRun } from '@mayfly/shared/envelope/proof.ts';
import { readReport } from '@mayfly/shared/report/read-report.ts';
import {
  fetchFiles,
  fetchLeaves,
  fetchLog,
  latestCertificate,
  reportIdOf,
} from './run-evidence.ts';
import type { Evidence, Proof, Trust } from '@mayfly/shared/envelope/proof.ts';
import type { Grant } from '@mayfly/shared/envelope/grant.ts';
import type { Report } from '@mayfly/shared/report/report.ts';
import type { KnownCharter } from './charter.ts';
import type { Connection } from './doors.ts';
import type { LogLine } from './run-evidence.ts';

/** A run that was checked on this device, with all that it was checked by. */
export type ProvedRun = {
  readonly proof: Proof;
  readonly evidence: Evidence;
  /** What was opened of the report; absent where there is none, or it was refused. */
  readonly report?: Report;
  /** The log from the run's release on. */
  readonly log: readonly LogLine[];
  readonly checkedAt: number;
};

/**
 * Fetches what is missing to check an ended run, and checks it from its start to its erasure. Opens the report twice: the
 * first time only to learn which artifacts it lists.
 */
export async function proveRun(
  connection: Connection,
  { charter, receipt }: KnownCharter,
  said: Evidence,
  grant: Grant | undefined,
): Promise<ProvedRun> {
  const certified = latestCertificate(connection, said);
  const reportId = reportIdOf(said);
  const [log, files] = await Promise.all([
    certified ? fetchLog(connection, certified.said.log.size) : [],
    fetchFiles(connection, reportId ? [reportId] : []),
  ]);
  const trust: Trust = {
    charter,
    grant,
    brokerSign: fromBase64url(connection.runner.brokerSign),
    reading: [connection.keys.reading],
    artifactsOf: (plain) => readReport(plain).artifacts.map(({ id }) => id),
    now: Date.now(),
  };
  const withReport: Evidence = { ...said, report: reportId && files.get(reportId) };
  const first = await checkRun(withReport, trust);
  const listed = first.report ? trust.artifactsOf(first.report.plain) : [];
  const ends = [...(certified ? [certified.signed] : []), ...(said.end ? [said.end] : [])];
  const [artifacts, leaves] = await Promise.all([
    fetchFiles(connection, listed),
    fetchLeaves(connection, { head: receipt.log, log, of: ends }),
  ]);
  const evidence: Evidence = { ...withReport, artifacts, log: { head: receipt.log, leaves } };
  const proof = await checkRun(evidence, trust);
  return {
    proof,
    evidence,
    log,
    checkedAt: trust.now,
    ...(proof.report ? { report: readReport(proof.report.plain) } : {}),
  };
}
