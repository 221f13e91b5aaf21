import { call } from '@mayfly/shared/api/client.ts';
import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { syncCharter } from '../../cloud/charter.ts';
import { connect } from '../../cloud/doors.ts';
import { nameRuns } from '../../cloud/named-runs.ts';
import { proveRun } from '../../cloud/prove-run.ts';
import { automationOfRun } from '../../cloud/run-automation.ts';
import { evidenceOf, fetchStatements, latestCertificate } from '../../cloud/run-evidence.ts';
import { openPictures, openProgress } from '../../cloud/run-progress.ts';
import { asSettled } from '../../cloud/run-standing.ts';
import { listRuns } from '../../cloud/runs.ts';
import { knownSignIns } from '../../store/sign-ins.ts';
import type { RunStatements } from '@mayfly/shared/api/broker-routes.ts';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Opened } from '@mayfly/shared/envelope/open.ts';
import type { Outcome } from '@mayfly/shared/player/outcome.ts';
import type { ProvedRun } from '../../cloud/prove-run.ts';
import type { RanAutomation } from '../../cloud/run-automation.ts';
import type { RunCache } from '../../cloud/run-progress.ts';
import type { KnownSignIn } from '../../store/sign-ins.ts';

/** All that this device knows of a run. */
export type LoadedRun = {
  readonly label: RunLabel;
  readonly charter: Charter;
  readonly ran: RanAutomation | undefined;
  readonly number: number | undefined;
  /** How long such runs take, ms: the median of the last that succeeded. */
  readonly usualMs: number | undefined;
  readonly said: RunStatements | undefined;
  /** As announced on the way; the report's own once it is opened. */
  readonly outcomes: readonly Pick<Outcome, OutcomeFields>[];
  /** Pictures, opened, by their artifact. */
  readonly pictures: ReadonlyMap<string, Opened>;
  readonly proved: ProvedRun | undefined;
  /** The sign-in that it uses, where this device knows it. */
  readonly signIn: KnownSignIn | undefined;
  readonly loadedAt: number;
};

type OutcomeFields = Exclude<keyof Outcome, 'values' | 'tables'>;

/** Asks both doors what became of a run, opens what is new of it, and checks it once it has ended. */
export async function loadRun(run: RunId, cache: RunCache): Promise<LoadedRun> {
  const connection = await connect();
  const [known, { run: told, progress }, said, labels] = await Promise.all([
    syncCharter(connection),
    call(connection.service, serviceRoutes.getRun, { params: { run } }),
    fetchStatements(connection, run),
    listRuns(connection),
  ]);
  const { charter } = known;
  const label = asSettled(told, charter);
  const evidence = evidenceOf(run, said);
  const certified = latestCertificate(connection, evidence);
  const by = certified ? { grant: certified.said.grant } : label;
  const ran = await automationOfRun(connection, charter, by);
  const grant = ran?.grant.body;
  const proved =
    isEnd(label.status) && said ? await proveRun(connection, known, evidence, grant) : undefined;
  const report = proved?.report;
  const outcomes =
    report?.outcomes ??
    (certified
      ? await openProgress(connection, { run, said: certified.said, labels: progress }, cache)
      : []);
  // What the report holds was announced before, step by step: it is not asked for again.
  if (certified && !report) {
    await openPictures(connection, { run, said: certified.said, outcomes }, cache);
  }
  const [named] = await nameRuns(connection, charter, [label]);
  const subject = grant?.sessions[0]?.subject;
  return {
    label,
    charter,
    ran,
    number: named?.number,
    usualMs: usualOf(labels, label),
    said,
    outcomes,
    pictures: report && proved ? proved.proof.artifacts : cache.artifacts,
    proved,
    signIn: subject ? (await knownSignIns.getValue())[subject] : undefined,
    loadedAt: Date.now(),
  };
}

function usualOf(labels: readonly RunLabel[], { grant, grantSubject }: RunLabel) {
  const spans = labels
    .filter((each) => each.grant === grant && each.grantSubject === grantSubject)
    .flatMap(({ status, startedAt, endedAt }) =>
      status === 'succeeded' && startedAt && endedAt ? [endedAt - startedAt] : [],
    )
    .toSorted((left, right) => left - right);
  return spans[Math.floor(spans.length / 2)];
}
