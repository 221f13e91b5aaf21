import { EngineError } from '@mayfly/shared/base/errors.ts';
import { nextSlot } from '@mayfly/shared/envelope/slot.ts';
import { knownHome } from '../store/home.ts';
import { listAutomations } from './automations.ts';
import { syncCharter } from './charter.ts';
import { connect } from './doors.ts';
import { nameOfRun } from './run-names.ts';
import { listRuns } from './runs.ts';
import type { KnownAutomation, KnownRun } from '../store/home.ts';
import type { SavedAutomation } from './automations.ts';

/** How many runs the popup shows. */
const latestRuns = 3;

/** Asks the runner and writes down what the popup shows. Where it is away, what was known stays, and is said to be old. */
export async function refreshHome(): Promise<void> {
  try {
    const connection = await connect();
    const { charter } = await syncCharter(connection);
    const [{ automations }, labels] = await Promise.all([
      listAutomations(connection, charter),
      listRuns(connection),
    ]);
    const runs = labels.slice(0, latestRuns).map((label): KnownRun => ({
      run: label.run,
      name: nameOfRun(label, automations) ?? '',
      status: label.status,
      ...(label.step === undefined ? {} : { step: label.step }),
      ...(label.of === undefined ? {} : { of: label.of }),
      at: label.endedAt ?? label.startedAt ?? label.createdAt,
    }));
    await knownHome.setValue({
      away: false,
      automations: automations.map(toKnown),
      runs,
      at: Date.now(),
    });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const before = await knownHome.getValue();
    await knownHome.setValue({ automations: [], runs: [], at: 0, ...before, away: true });
  }
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
    ...(holds ? { grant: grant.id, deadlineMs: grant.body.deadlineMs } : {}),
    ...(next ? { nextRunAt: next } : {}),
  };
}
