import { isCode } from '@mayfly/shared/base/errors.ts';
import { listAutomations } from '../cloud/automations.ts';
import { syncCharter } from '../cloud/charter.ts';
import { connect } from '../cloud/doors.ts';
import { missedSlots } from '../cloud/missed-slots.ts';
import { nameRuns } from '../cloud/named-runs.ts';
import { asSettled, standingOf } from '../cloud/run-standing.ts';
import { listRuns } from '../cloud/runs.ts';
import { strings } from '../pages/strings.ts';
import { sayError } from '../ui/error-strings.ts';
import { orLastKnown } from './or-last-known.ts';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { DueRun } from '../cloud/missed-slots.ts';
import type { Connection } from '../cloud/doors.ts';
import type { NamedRun } from '../cloud/named-runs.ts';
import type { Standing } from '../cloud/run-standing.ts';
import type { Erasure } from '../pages/run-view.ts';
import type { RunRow, RunsView } from '../pages/runs-view.ts';

const dayMs = 86_400_000;
/** Runs a page of the service. */
const pageSize = 50;

/** How far back to look; `pages`: at most so many of 50. */
export type RunsWanted = { readonly sinceDays: number | undefined; readonly pages: number };

/** The runs; where the runner does not answer, as they were last known. */
export async function loadRuns(wanted: RunsWanted): Promise<RunsView> {
  const { view, asOf } = await orLastKnown('runs', () => askRuns(wanted));
  return { ...view, asOf };
}

/** The runs, the latest first, and the slots that passed without one. */
async function askRuns({ sinceDays, pages }: RunsWanted): Promise<RunsView> {
  const connection = await connect();
  const { charter } = await syncCharter(connection);
  const now = Date.now();
  const since = sinceDays === undefined ? 0 : now - sinceDays * dayMs;
  const [{ labels, hasOlder }, { automations }] = await Promise.all([
    fetchRuns(connection, { since, pages }),
    listAutomations(connection, charter),
  ]);
  const told = labels.map((label) => asSettled(label, charter));
  const named = await nameRuns(connection, charter, told);
  const rows = await Promise.all(
    named.map(async (run) =>
      toRow(run, await standingOf(connection, run.label), charter.settled.get(run.label.run)?.done),
    ),
  );
  const oldest = hasOlder ? (labels.at(-1)?.createdAt ?? now) : since;
  const missed = missedSlots(automations, {
    org: connection.org,
    runs: new Set(labels.map(({ run }) => run)),
    since: Math.max(since, oldest),
    now,
  });
  const all = [...rows, ...missed.map(missedRow)];
  return { runs: all.toSorted((left, right) => right.at - left.at), hasOlder, sinceDays };
}

async function fetchRuns(
  connection: Connection,
  { since, pages }: { since: number; pages: number },
): Promise<{ labels: RunLabel[]; hasOlder: boolean }> {
  const labels: RunLabel[] = [];
  for (let page = 0; page < pages; page += 1) {
    const more = await listRuns(connection, labels.at(-1));
    labels.push(...more.filter(({ createdAt }) => createdAt >= since));
    const reached = more.some(({ createdAt }) => createdAt < since);
    if (reached || more.length < pageSize) return { labels, hasOlder: false };
  }
  return { labels, hasOlder: true };
}

function toRow(
  { label, ran, number }: NamedRun,
  { unproved, gone }: Standing,
  settled: boolean | undefined,
): RunRow {
  const { run, status, code, of, startedAt, endedAt, createdAt, slot } = label;
  const name = ran?.automation.name ?? strings.acts.removed;
  return {
    id: run,
    number,
    name: ran?.isTrial ? strings.acts.trial(name) : name,
    status,
    starter:
      slot === undefined ? { kind: 'person', name: strings.history.you } : { kind: 'schedule' },
    at: startedAt ?? slot ?? createdAt,
    durationMs: startedAt && endedAt ? endedAt - startedAt : undefined,
    step: stepOf(label),
    of: of ?? ran?.automation.steps.length,
    reason: settled === undefined ? reasonOf(code) : strings.lists.runs.settled(settled),
    settled: settled !== undefined,
    erasure: gone && ({ kind: 'gone', at: gone.at, grade: gone.seen } satisfies Erasure),
    unproved,
  };
}

function reasonOf(code: string | undefined): string | undefined {
  return isCode(code) ? sayError(code).title : undefined;
}

/** Number of the step under way, or that ended the run: the service counts what is done, from 0. */
function stepOf({ status, step, of }: RunLabel): number | undefined {
  if (step === undefined) return undefined;
  return status === 'running' ? Math.min(step + 2, of ?? step + 2) : step + 1;
}

function missedRow({ run, slot, automation }: DueRun): RunRow {
  return {
    id: run,
    number: undefined,
    name: automation.automation.name,
    status: 'missed',
    starter: { kind: 'schedule' },
    at: slot,
  };
}
