import { EngineError } from '@mayfly/shared/base/errors.ts';
import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { nextSlot } from '@mayfly/shared/envelope/slot.ts';
import { freshness } from '../store/freshness.ts';
import { knownHome } from '../store/home.ts';
import { unlockedSeeds } from '../store/device.ts';
import { listAutomations } from './automations.ts';
import { syncCharter } from './charter.ts';
import { connect } from './doors.ts';
import { noteSignIns } from './note-sign-ins.ts';
import { automationOfRun } from './run-automation.ts';
import { listRuns } from './runs.ts';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { KnownAutomation, KnownHome, KnownRun } from '../store/home.ts';
import type { SavedAutomation } from './automations.ts';
import type { Connection } from './doors.ts';

/** How many runs the popup shows. */
const latestRuns = 3;

const nothingKnown: KnownHome = { automations: [], runs: [], needsYou: 0, underWay: 0, at: 0 };

/**
 * Asks the runner and writes down what popup and pages show first. Where it is away, what was known stays, and is said to
 * be old. Does nothing while locked.
 */
export async function refreshHome(): Promise<void> {
  if (!(await unlockedSeeds.getValue())) return;
  try {
    await knownHome.setValue(await askHome(await connect()));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const before = (await knownHome.getValue()) ?? nothingKnown;
    await knownHome.setValue({ ...before, failedAt: Date.now() });
  }
}

async function askHome(connection: Connection): Promise<KnownHome> {
  const { charter } = await syncCharter(connection);
  const [{ automations }, labels] = await Promise.all([
    listAutomations(connection, charter),
    listRuns(connection),
  ]);
  await noteSchedules(automations);
  await noteSignIns(connection, charter, labels);
  return {
    automations: automations.map(toKnown),
    runs: await Promise.all(
      labels.slice(0, latestRuns).map((label) => toRun(connection, charter, label)),
    ),
    needsYou: labels.filter((label) => isUnsettled(label, charter)).length,
    underWay: labels.filter(({ status }) => !isEnd(status)).length,
    at: Date.now(),
  };
}

/** Whether nobody has answered yet what became of a run. */
export function isUnsettled({ run, status }: RunLabel, charter: Charter): boolean {
  return status === 'outcome-unknown' && !charter.settled.has(run);
}

async function noteSchedules(automations: readonly SavedAutomation[]): Promise<void> {
  const spans = automations.flatMap(({ grant }) =>
    grant?.body.schedule && !grant.problem ? [grant.body.freshForMs] : [],
  );
  const known = await freshness.getValue();
  await freshness.setValue({
    heardAt: known?.heardAt ?? Date.now(),
    schedules: spans.length,
    ...(spans.length > 0 ? { freshForMs: Math.min(...spans) } : {}),
  });
}

async function toRun(connection: Connection, charter: Charter, label: RunLabel): Promise<KnownRun> {
  const ran = await automationOfRun(connection, charter, label);
  return {
    run: label.run,
    name: ran?.automation.name ?? '',
    status: label.status,
    ...(label.step === undefined ? {} : { step: label.step }),
    ...(label.of === undefined ? {} : { of: label.of }),
    at: label.endedAt ?? label.startedAt ?? label.createdAt,
  };
}

function toKnown({ subject, automation, grant }: SavedAutomation): KnownAutomation {
  const holds = grant && !grant.problem;
  const next = holds && grant.body.schedule && nextSlot(grant.body.schedule, Date.now());
  return {
    subject,
    name: automation.name,
    origins: [...automation.origins],
    writes: grant?.body.writes.some(({ reading }) => !reading) ?? false,
    asks: automation.inputs.some(({ name }) => grant?.body.inputs[name] === undefined),
    usesSignIn: (grant?.body.sessions.length ?? 0) > 0,
    ...(holds ? { grant: grant.id, deadlineMs: grant.body.deadlineMs } : {}),
    ...(next ? { nextRunAt: next } : {}),
  };
}
