import { MayflyError, StepError, toWire } from '../base/errors.ts';
import type { Effect } from '../steps/define-step.ts';
import { definitionOf, sentenceOf } from '../steps/index.ts';
import type { Step, StepType } from '../steps/index.ts';
import { bareAddress } from '../base/address.ts';
import { orAbort, pause } from './abort.ts';
import { factsOf, StepFailure } from './failure.ts';
import type { Outcome } from './outcome.ts';
import { reasonOf } from './reason.ts';
import { isGone, isLost } from './lost.ts';
import { navigate } from './navigate.ts';
import type { PageWatch } from './page-watch.ts';
import { settle } from './settle.ts';
import type { Stage } from './stage.ts';
import { stepContext } from './step-acts.ts';
import type { Notes } from './step-acts.ts';

/** Whether a step is known to send data that changes something: before it, the run asks for its mark. */
export function changesThings(step: Step): boolean {
  return (
    definitionOf(step).effect === 'write' && (step.sends ?? []).some(({ reading }) => !reading)
  );
}

/** Steps that open a page. */
const opening: ReadonlySet<StepType> = new Set(['go-to', 'open-tab', 'back']);

/** Plays one step. What goes wrong in it is its outcome; an error of ours that is no step's is thrown. */
export async function runStep(stage: Stage, step: Step, at: number): Promise<Outcome> {
  const { now, signal: runSignal } = stage.context;
  const startedAt = now();
  const notes: Notes = { values: [], tables: [], pictures: [] };
  const tab = stage.tabs.current;
  const watch = await stage.tabs.watch();
  const downloads = watch.downloads.length;
  let error: unknown;
  try {
    if (definitionOf(step).effect === 'write') stage.blame.acts();
    if (opening.has(step.type)) stage.blame.opens();
    if (changesThings(step)) await stage.mark();
    await act(stage, step, at, notes);
  } catch (thrown) {
    const isStop = runSignal.aborted && thrown === runSignal.reason;
    const isOurs = thrown instanceof MayflyError && !(thrown instanceof StepError);
    if (isOurs && !isStop) throw thrown;
    error = thrown;
  }
  const dialogs = stage.takeDialogs();
  const refused = stage.takeRefusals();
  const downloaded = watch.downloads.slice(downloads);
  const { hasSession } = stage.context;
  const address = watch.page.url();
  const happened = { dialogs, refused, downloaded, address, hasSession };
  const isStopped = runSignal.aborted;
  const failure = isStopped ? undefined : reasonOf(error, happened, stage.blame);
  return {
    ...beginningOf(step, at, tab, startedAt),
    status: isStopped ? 'stopped' : failure ? 'failed' : 'succeeded',
    durationMs: now() - startedAt,
    ...(notes.found && { found: notes.found }),
    ...(failure && { error: { ...toWire(failure), facts: factsOf(failure) } }),
    ...(dialogs.length > 0 && { dialogs }),
    ...(downloaded.length > 0 && { downloads: downloaded }),
    ...(refused.length > 0 && { refused }),
    ...(notes.values.length > 0 && { values: notes.values }),
    ...(notes.tables.length > 0 && { tables: notes.tables }),
    ...(notes.pictures.length > 0 && { pictures: notes.pictures }),
  };
}

/** The outcome of a step that was not played. */
export function unplayed(
  stage: Stage,
  step: Step,
  at: number,
  status: 'skipped' | 'not-run',
): Outcome {
  const { tabs, context } = stage;
  return { ...beginningOf(step, at, tabs.current, context.now()), status, durationMs: 0 };
}

function beginningOf(step: Step, at: number, tab: number, startedAt: number) {
  const { id, type } = step;
  return {
    step: at,
    id,
    type,
    sentence: sentenceOf(step),
    startedAt,
    tab,
    sends: changesThings(step),
  };
}

async function act(stage: Stage, step: Step, at: number, notes: Notes): Promise<void> {
  const { context, automation, crash, limits } = stage;
  const timeoutMs = step.timeoutMs ?? automation.settings.stepTimeoutMs;
  const late = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([context.signal, crash, late]);
  const watch = await orAbort(stage.tabs.watch(), signal);
  const mark = watch.mark();
  const { effect, execute } = definitionOf(step);
  try {
    await land(stage, step, watch, signal);
    const acts = stepContext(stage, step, at, { watch, signal, timeoutMs, notes });
    await orAbort(
      untilDone(() => execute(step, acts), effect, signal),
      signal,
    );
    if (effect === 'write') await settle(watch, mark, limits.settleMs, signal);
  } catch (error) {
    if (error === late.reason)
      throw new StepFailure('timed-out', factsWhenLate(step, timeoutMs), { cause: error });
    throw error;
  } finally {
    stage.hasFilled = effect === 'write' && step.type === 'fill';
  }
}

/** Does a step again when the page drew its element anew before it was touched, or turned away while it was read. */
async function untilDone(
  execute: () => Promise<void>,
  effect: Effect,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      return await execute();
    } catch (error) {
      const mayRepeat = isGone(error) || (effect === 'read' && isLost(error));
      if (!mayRepeat || signal.aborted) throw error;
      await pause(20, signal);
    }
  }
}

function factsWhenLate(step: Step, waitedMs: number) {
  const target = 'target' in step ? step.target?.name : undefined;
  return { waitedMs, ...(target && { target }) };
}

/** After skipped steps that sign in, goes to where they would have led, unless the step goes somewhere itself. */
async function land(
  stage: Stage,
  step: Step,
  watch: PageWatch,
  signal: AbortSignal,
): Promise<void> {
  const landing = stage.automation.signIn?.landing;
  const isWanted = stage.isToLand && step.type !== 'go-to';
  stage.isToLand = false;
  if (!isWanted || !landing || bareAddress(watch.page.url()) === bareAddress(landing)) return;
  await navigate(watch, landing, stage.limits.settleMs, signal);
}
