import { MayflyError, StepError, toWire } from '../base/errors.ts';
import type { Effect } from '../steps/define-step.ts';
import { definitionOf, sentenceOf } from '../steps/index.ts';
import type { Step } from '../steps/index.ts';
import { bareAddress } from '../base/address.ts';
import { orAbort, pause } from './abort.ts';
import { factsOf, StepFailure } from './failure.ts';
import type { Outcome } from './outcome.ts';
import type { Refusal } from './play-context.ts';
import { isGone, isLost } from './lost.ts';
import { navigate } from './navigate.ts';
import type { PageWatch } from './page-watch.ts';
import { settle } from './settle.ts';
import type { SeenDialog, Stage } from './stage.ts';
import { stepContext } from './step-acts.ts';
import type { Notes } from './step-acts.ts';

/** Whether a step is known to send data that changes something: before it, the run asks for its mark. */
export function changesThings(step: Step): boolean {
  return (
    definitionOf(step).effect === 'write' && (step.sends ?? []).some(({ reading }) => !reading)
  );
}

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
    if (changesThings(step)) await stage.mark();
    await act(stage, step, at, notes);
  } catch (thrown) {
    if (thrown instanceof MayflyError && !(thrown instanceof StepError)) throw thrown;
    error = thrown;
  }
  const dialogs = stage.takeDialogs();
  const refused = stage.takeRefusals();
  const downloaded = watch.downloads.slice(downloads);
  const isStopped = runSignal.aborted;
  const failure = isStopped ? undefined : reasonOf(error, { dialogs, refused, downloaded });
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

type Happened = {
  readonly dialogs: readonly SeenDialog[];
  readonly refused: readonly Refusal[];
  readonly downloaded: readonly string[];
};

/** Why a step failed. What the fence refused explains more than what the page made of it. */
function reasonOf(
  error: unknown,
  { dialogs, refused, downloaded }: Happened,
): StepError | undefined {
  const write = refused.find(({ why }) => why === 'write' || why === 'upgrade');
  if (write) return new StepFailure('write-refused', { address: write.origin + write.path });
  if (error instanceof StepError && error.code === 'site-unreachable') {
    const [origin] = refused;
    if (origin)
      return new StepFailure('origin-refused', { address: origin.origin }, { cause: error });
  }
  if (error) return asStepError(error);
  if (dialogs.some(({ kind }) => kind === 'confirm' || kind === 'prompt'))
    return new StepError('dialog-open');
  const [address] = downloaded;
  return address ? new StepFailure('download-refused', { address }) : undefined;
}

/** Puppeteer's and Chromium's own errors, in our words; their messages may quote the page and stay behind. */
function asStepError(error: unknown): StepError {
  return error instanceof StepError ? error : new StepError('page-crashed', { cause: error });
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
