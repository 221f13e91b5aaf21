import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { listAutomations } from '../../cloud/automations.ts';
import { syncCharter } from '../../cloud/charter.ts';
import { connect } from '../../cloud/doors.ts';
import { nameRuns } from '../../cloud/named-runs.ts';
import { noteSignIns } from '../../cloud/note-sign-ins.ts';
import { listRuns } from '../../cloud/runs.ts';
import { knownSignIns } from '../../store/sign-ins.ts';
import { orLastKnown } from '../or-last-known.ts';
import { rowOfSignIn } from './sign-in-row.ts';
import type { RunId, Subject } from '@mayfly/shared/base/ids.ts';
import type { SignInRow } from '../../pages/sign-ins-view.ts';
import type { NamedRun } from '../../cloud/named-runs.ts';

/** The stored sign-ins of this device, and the runs in line or under way that use each, by its subject. */
export type LoadedSignIns = {
  readonly rows: readonly SignInRow[];
  readonly waiting: ReadonlyMap<string, readonly RunId[]>;
  readonly asOf?: number | undefined;
};

/** Every sign-in that was stored from here and not revoked; where the runner does not answer, as they were last known. */
export async function loadSignIns(): Promise<LoadedSignIns> {
  let waiting: LoadedSignIns['waiting'] = new Map();
  const { view, asOf } = await orLastKnown('sign-ins', async () => {
    const loaded = await askSignIns();
    ({ waiting } = loaded);
    return loaded.rows;
  });
  return { rows: view, waiting, asOf };
}

/** What uses each sign-in, and what the latest runs found of it. */
async function askSignIns(): Promise<LoadedSignIns> {
  const connection = await connect();
  const { charter } = await syncCharter(connection);
  const labels = await listRuns(connection);
  await noteSignIns(connection, charter, labels);
  const [{ automations }, runs, known] = await Promise.all([
    listAutomations(connection, charter),
    nameRuns(connection, charter, labels),
    knownSignIns.getValue(),
  ]);
  const signIns = Object.values(known).filter(
    ({ subject }) => !charter.revoked.has(subject as Subject),
  );
  const waiting = new Map(signIns.map(({ subject }) => [subject, waitingFor(subject, runs)]));
  const rows = signIns.map((signIn) =>
    rowOfSignIn(signIn, {
      automations,
      runs,
      waiting: waiting.get(signIn.subject)?.length ?? 0,
      now: Date.now(),
    }),
  );
  return { rows: rows.toSorted((left, right) => left.host.localeCompare(right.host)), waiting };
}

function waitingFor(subject: string, runs: readonly NamedRun[]): RunId[] {
  return runs.flatMap(({ label, ran }) => {
    const isUsed = ran?.grant.body.sessions.some((session) => session.subject === subject);
    return isUsed && !isEnd(label.status) ? [label.run] : [];
  });
}
