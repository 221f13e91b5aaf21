import { plainSentence } from '@mayfly/shared/base/sentence.ts';
import { toCsv } from '@mayfly/shared/report/csv.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { connect } from '../../cloud/doors.ts';
import { settleRun, stopRun } from '../../cloud/runs.ts';
import { saveEdit } from '../../vault/drafts.ts';
import { resync } from '../resync.ts';
import { saveFile } from '../save-file.ts';
import { showRoute } from '../show-route.ts';
import { routeOfProblem } from './act-on-problem.ts';
import { doubtfulStep } from './changes-of.ts';
import { textForSupport } from './copy-for-support.ts';
import { proofFile } from './proof-of.ts';
import type { RunActions } from '../../pages/run-view.ts';
import type { Startable } from '../use-start-run.tsx';
import type { Resynced } from '../../cloud/store-again.ts';
import type { WaitForSite } from '../use-sign-in-wait.tsx';
import type { Act } from '../use-acts.tsx';
import type { LoadedRun } from './load-run.ts';

type Means = {
  act: Act;
  again: () => Promise<void>;
  start: (what: Startable) => void;
  wait: WaitForSite;
};

/** What the buttons of a run's page do. */
export function actionsOfRun(loaded: LoadedRun, { act, again, start, wait }: Means): RunActions {
  const { label, ran } = loaded;
  const name = ran?.automation.name ?? label.run;
  const runAgain = () => start(needed(ran));
  return {
    onStop: () => act(async () => stopRun(await connect(), label.run).then(again)),
    onRunAgain: runAgain,
    onDownloadCsv: (table) =>
      saveFile(`${name}, ${table.name}.csv`, toCsv(plainTable(table)), 'text/csv'),
    onCopyForSupport: () => copy(textForSupport(loaded)),
    onCopyStep: (number) => copy(sentenceOf(loaded, number)),
    onTakeRepair: (number) => act(() => takeRepair(loaded, number)),
    onResync: () => act(() => resyncSignIn(loaded, wait).then(again)),
    onResyncAndRun: () =>
      act(async () => {
        if (await resyncSignIn(loaded, wait)) runAgain();
      }),
    onOpenPlace: () => void chrome.tabs.create({ url: placeOf(loaded) }),
    onSettle: (done) => act(async () => settleRun(await connect(), label.run, done).then(again)),
    onAct: () => {
      const route = routeOfProblem(label.code, ran?.subject ?? '');
      if (route) showRoute(route);
      else runAgain();
    },
    onVerify: () => act(again),
    onSaveProof: () => saveProof(loaded),
  };
}

function copy(text: string): void {
  void navigator.clipboard.writeText(text);
}

function plainTable({ columns, rows }: Parameters<RunActions['onDownloadCsv']>[0]) {
  return { columns: [...columns], rows: rows.map((row) => [...row]) };
}

function sentenceOf({ outcomes }: LoadedRun, number: number): string {
  const outcome = outcomes.find(({ step }) => step === number - 1);
  return outcome ? plainSentence(outcome.sentence) : '';
}

/** Stores the sign-in again; undefined where the person gave up. */
function resyncSignIn({ signIn }: LoadedRun, wait: WaitForSite): Promise<Resynced | undefined> {
  return resync(signIn?.subject ?? '', wait);
}

/** The path by which the thing was found becomes its first way, as an edit that the person still has to confirm. */
async function takeRepair({ ran, outcomes }: LoadedRun, number: number): Promise<void> {
  const path = outcomes.find(({ step }) => step === number - 1)?.found?.healed?.path;
  const { automation, subject } = needed(ran);
  if (path === undefined) return;
  const steps = automation.steps.map((step, place) => {
    if (place !== number - 1 || !('target' in step) || !step.target) return step;
    const { target } = step;
    return { ...step, target: { ...target, selectors: [path, ...target.selectors] } };
  });
  await saveEdit(subject, { ...automation, steps: steps });
  showRoute({ page: 'automation', id: subject });
}

function placeOf({ ran, outcomes }: LoadedRun): string {
  const done = outcomes.filter(({ status }) => status !== 'not-run').length;
  const steps = ran?.automation.steps ?? [];
  return steps[doubtfulStep(steps, done)]?.page ?? ran?.automation.origins[0] ?? '';
}

function saveProof({ proved, label }: LoadedRun): void {
  if (proved) saveFile(`proof-${label.run}.json`, proofFile(proved), 'application/json');
}

function needed<T>(ran: T | undefined): T {
  if (!ran) throw new SealError('draft-gone');
  return ran;
}
