import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { isCode } from '@mayfly/shared/base/errors.ts';
import { strings } from '../../pages/strings.ts';
import { sayError } from '../../ui/error-strings.ts';
import { changesOf, doubtfulStep } from './changes-of.ts';
import { historyOf } from './history-of.ts';
import { proofOf } from './proof-of.ts';
import { stepsOf } from './steps-of.ts';
import type { PlainTable } from '../../ui/cell-order.ts';
import type { RunProblem, RunStep, RunView, Starter } from '../../pages/run-view.ts';
import type { LoadedRun } from './load-run.ts';

/** A run as its page shows it. `asked`: how often the runner was asked whether the browser is gone. */
export function viewOfRun(loaded: LoadedRun, asked: number): RunView {
  const { label, ran, number, usualMs, proved, loadedAt, said } = loaded;
  const { status, startedAt, endedAt, createdAt } = label;
  const steps = stepsOf(loaded);
  const readOnly = ran?.grant.body.writes.every(({ reading }) => reading) ?? false;
  const report = proved?.report;
  return {
    id: label.run,
    number,
    automation: { id: ran?.subject ?? '', name: nameOf(loaded) },
    status,
    starter: starterOf(loaded),
    at: startedAt ?? label.slot ?? createdAt,
    durationMs: startedAt && endedAt ? endedAt - startedAt : undefined,
    usualMs,
    deadlineMs: ran?.grant.body.deadlineMs ?? 0,
    readOnly,
    changes: changesOf(loaded, readOnly),
    attempt: label.attempt,
    isTrial: ran?.isTrial,
    queue: label.place === undefined ? undefined : { place: label.place, startsAt: undefined },
    heardAt: loadedAt,
    steps,
    tables: report ? tablesOf(report) : [],
    locked: isLocked(loaded) ? { others: [] } : undefined,
    problem: isEnd(status) ? problemOf(loaded, steps) : undefined,
    proof: isEnd(status) ? proofOf(loaded, asked) : undefined,
    afterwards: {
      reportLockedAt: proved?.proof.end?.at,
      ...(report?.renewals.length && said?.end
        ? { renewedCookies: { amount: report.renewals.length, at: report.endedAt } }
        : {}),
    },
    history: historyOf(loaded),
  };
}

function nameOf({ ran, proved }: LoadedRun): string {
  const name = ran?.automation.name ?? proved?.report?.automation.name ?? strings.acts.removed;
  return ran?.isTrial ? strings.acts.trial(name) : name;
}

function starterOf({ label }: LoadedRun): Starter {
  if (label.slot !== undefined) return { kind: 'schedule' };
  return { kind: 'person', name: strings.history.you };
}

function tablesOf({ tables, values }: NonNullable<LoadedRun['proved']>['report'] & object) {
  const words = strings.finding;
  const named = tables.map(({ name, table }): PlainTable => ({ name, ...table }));
  if (values.length === 0) return named;
  const rows = values.map(({ name, value }) => [name, value]);
  return [...named, { name: words.values, columns: [words.name, words.value], rows }];
}

function isLocked({ proved }: LoadedRun): boolean {
  const line = proved?.proof.lines.find(({ what }) => what === 'report');
  return line?.code === 'wrong-recipient';
}

function problemOf(loaded: LoadedRun, steps: readonly RunStep[]): RunProblem | undefined {
  const { label, signIn, said, ran, charter } = loaded;
  const { status, code } = label;
  if (status === 'outcome-unknown') return unknownOf(loaded, steps);
  if (code === 'session-expired') {
    const hosts = signIn?.hosts ?? ran?.automation.origins.map((origin) => new URL(origin).host);
    const ends = signIn?.cookies.flatMap(({ expiresAt }) => expiresAt ?? []) ?? [];
    const ended = ends.filter((at) => at < (label.endedAt ?? 0)).toSorted((a, b) => a - b)[0];
    return { kind: 'signed-out', host: hosts?.[0] ?? '', endedAt: ended, changed: !!said?.mark };
  }
  if (charter.settled.has(label.run) || code === undefined || !isCode(code)) return undefined;
  const failed = steps.find(({ state }) => state === 'failed')?.failure;
  return { kind: 'other', words: failed?.words ?? sayError(code) };
}

function unknownOf(
  { label, charter, ran, outcomes, proved }: LoadedRun,
  steps: readonly RunStep[],
): RunProblem {
  const settled = charter.settled.get(label.run);
  const done = outcomes.filter(({ status }) => status !== 'not-run').length;
  const at = doubtfulStep(ran?.automation.steps ?? [], done);
  const { number, sentence } = steps[at] ?? { number: 1, sentence: '' };
  const page = ran?.automation.steps[at]?.page ?? ran?.automation.origins[0];
  return {
    kind: 'unknown',
    isReported: proved?.report !== undefined,
    step: { number, sentence },
    place: page ? { name: new URL(page).host } : undefined,
    settled: settled && { done: settled.done, by: strings.history.you, at: settled.at },
  };
}
