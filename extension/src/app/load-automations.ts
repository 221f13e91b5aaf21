import { originsOf } from '@mayfly/shared/automation/origins.ts';
import { errors } from '@mayfly/shared/base/errors.ts';
import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { nextSlot } from '@mayfly/shared/envelope/slot.ts';
import { toSteps } from '@mayfly/shared/steps/to-steps.ts';
import { listAutomations } from '../cloud/automations.ts';
import { syncCharter } from '../cloud/charter.ts';
import { connect } from '../cloud/doors.ts';
import { nameRuns } from '../cloud/named-runs.ts';
import { noteSignIns } from '../cloud/note-sign-ins.ts';
import { listRuns } from '../cloud/runs.ts';
import { saySchedule } from '../pages/schedule-words.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { healthOf } from '../vault/health.ts';
import { listDrafts, listEdits, openEdit } from '../vault/drafts.ts';
import { orLastKnown } from './or-last-known.ts';
import type {
  AutomationRow,
  AutomationsView,
  LastRun,
  NextRun,
} from '../pages/automations-view.ts';
import type { Draft } from '../recording/draft.ts';
import type { SavedAutomation } from '../cloud/automations.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';
import type { NamedRun } from '../cloud/named-runs.ts';

/** The list of automations, with the things behind its rows. */
export type LoadedAutomations = {
  readonly view: AutomationsView;
  readonly automations: readonly SavedAutomation[];
};

/** All automations and drafts; where the runner does not answer, as they were last known. */
export async function loadAutomations(): Promise<LoadedAutomations> {
  let automations: readonly SavedAutomation[] = [];
  const { view, asOf } = await orLastKnown('automations', async () => {
    const loaded = await askAutomations();
    ({ automations } = loaded);
    return loaded.view;
  });
  return { automations, view: { ...view, asOf } };
}

/** All automations and drafts, each with when it runs next and how it went last. */
async function askAutomations(): Promise<LoadedAutomations> {
  const connection = await connect();
  const { charter } = await syncCharter(connection);
  const labels = await listRuns(connection);
  await noteSignIns(connection, charter, labels);
  const [{ automations, unopened }, drafts, signIns] = await Promise.all([
    listAutomations(connection, charter),
    draftRows(),
    knownSignIns.getValue(),
  ]);
  const runs = await nameRuns(connection, charter, labels);
  const rows = automations.map((each) => rowOf(each, runs, signIns));
  const [first] = unopened;
  return {
    automations,
    view: {
      automations: [
        ...drafts.filter(({ id }) => !automations.some(({ subject }) => subject === id)),
        ...rows.toSorted((left, right) => left.name.localeCompare(right.name)),
      ],
      partial: first && {
        of: automations.length + unopened.length,
        why: errors[first.code].message,
      },
    },
  };
}

function rowOf(
  saved: SavedAutomation,
  runs: readonly NamedRun[],
  signIns: Readonly<Record<string, KnownSignIn>>,
): AutomationRow {
  const { subject, automation, grant } = saved;
  const used = signIns[grant?.body.sessions[0]?.subject ?? ''];
  const own = runs.filter(({ ran }) => ran?.subject === subject && !ran.isTrial);
  return {
    id: subject,
    name: automation.name,
    hosts: hostsOf(automation.origins),
    writes: grant?.body.writes.some(({ reading }) => !reading) ?? false,
    mine: true,
    next: nextOf(saved),
    last: own[0] && lastOf(own[0]),
    signIn: used && healthOf(used, Date.now()),
    permissionEndsAt: grant?.body.notAfter,
    waiting: own.filter(({ label }) => !isEnd(label.status)).length,
  };
}

/** When an automation runs next, by its permission alone. */
export function nextOf({ grant }: Pick<SavedAutomation, 'grant'>): NextRun {
  if (!grant?.body.schedule) return { kind: 'on-demand' };
  if (grant.problem) return { kind: 'paused', since: Math.min(Date.now(), grant.body.notAfter) };
  const { schedule } = grant.body;
  const at = nextSlot(schedule, Date.now());
  return at === undefined
    ? { kind: 'on-demand' }
    : { kind: 'at', at, words: saySchedule(schedule) };
}

function lastOf({ label, number }: NamedRun): LastRun {
  const { run, status, step, of, code, endedAt, startedAt, createdAt } = label;
  const at = endedAt ?? startedAt ?? createdAt;
  return { id: run, number, status, at, step: step === undefined ? step : step + 1, of, code };
}

async function draftRows(): Promise<AutomationRow[]> {
  const [drafts, edits] = await Promise.all([listDrafts(), listEdits()]);
  const imported = await Promise.all(
    edits.map(async (id) => {
      const edit = await openEdit(id);
      return edit && draftRow(id, edit.name, originsOf(edit));
    }),
  );
  return [
    ...drafts.map((draft) => draftRow(draft.id, nameOf(draft), draft.sites)),
    ...imported.filter((row) => row !== undefined),
  ];
}

function draftRow(id: string, name: string, origins: readonly string[]): AutomationRow {
  return {
    id,
    name,
    hosts: hostsOf(origins),
    writes: false,
    mine: true,
    next: { kind: 'draft' },
    waiting: 0,
  };
}

function nameOf(draft: Draft): string {
  const [host = ''] = hostsOf(draft.sites.length > 0 ? draft.sites : originsOf(stepsOf(draft)));
  return host;
}

function stepsOf({ events }: Draft) {
  return { steps: toSteps(events) };
}

function hostsOf(origins: readonly string[]): string[] {
  return origins.map((origin) => new URL(origin).host);
}
