import type { Code } from '../base/errors.ts';
import type { Automation } from '../automation/automation.ts';
import type { Step } from '../steps/index.ts';
import { orAbort } from './abort.ts';
import type { Outcome } from './outcome.ts';
import type { PlayContext } from './play-context.ts';
import { runStep, unplayed } from './run-step.ts';
import { Stage } from './stage.ts';

/**
 * Plays an automation, step by step, and yields what became of each. Where a later outcome names the same step as an earlier one,
 * it stands in its place: a run that finds itself signed out begins again with the steps that sign in, as long as nothing was
 * changed. A step that fails ends the run unless it or the settings say otherwise; the rest is yielded as `not-run`. Throws only
 * what is no step's fault: `mark` or `onPicture` that fail.
 */
export async function* play(automation: Automation, context: PlayContext): AsyncGenerator<Outcome> {
  const stage = new Stage(automation, context);
  let skipsSignIn = context.hasSession && stage.signIn.size > 0;
  try {
    for (let at = 0; at < automation.steps.length; at++) {
      const step = automation.steps[at]!;
      if (skipsSignIn && stage.signIn.has(step.id)) {
        yield unplayed(stage, step, at, 'skipped');
        stage.isToLand = true;
        continue;
      }
      const outcome = await withPicture(stage, await runStep(stage, step, at));
      if (skipsSignIn && canSignInAgain(stage, outcome)) {
        skipsSignIn = false;
        await context.dropSession?.();
        at = -1;
        continue;
      }
      if (!endsRun(automation, step, outcome)) {
        yield outcome;
        continue;
      }
      yield { ...outcome, endsRun: true };
      yield* automation.steps
        .slice(at + 1)
        .map((later, offset) => unplayed(stage, later, at + 1 + offset, 'not-run'));
      return;
    }
  } finally {
    await stage.tabs.stop();
  }
}

/** Signed out, nothing changed so far, and what signing in enters is there. */
function canSignInAgain({ context, hasWritten }: Stage, { error }: Outcome): boolean {
  return error?.code === 'session-expired' && !hasWritten && context.canSignIn !== false;
}

const ending: ReadonlySet<Code> = new Set<Code>([
  'session-expired',
  'write-refused',
  'mark-refused',
]);

function endsRun({ settings }: Automation, step: Step, { status, error }: Outcome): boolean {
  if (status === 'stopped') return true;
  if (status !== 'failed') return false;
  // Without a session, or against the permission, nothing that follows can be meant.
  if (error && ending.has(error.code)) return true;
  return (step.onError ?? settings.onError) === 'stop';
}

async function withPicture(stage: Stage, outcome: Outcome): Promise<Outcome> {
  const { pictures } = stage.automation.settings;
  const { onPicture } = stage.context;
  const isWanted = pictures === 'each' || (pictures === 'failures' && outcome.status === 'failed');
  if (!onPicture || !isWanted || outcome.status === 'stopped') return outcome;
  const { page } = await stage.tabs.watch();
  if (page.isClosed() || stage.crash.aborted) return outcome;
  const late = AbortSignal.timeout(stage.limits.pictureMs);
  const signal = AbortSignal.any([stage.context.signal, late]);
  const name = `After step ${outcome.step + 1}`;
  const taken = await orAbort(onPicture({ page, step: outcome.step, name }), signal).catch(
    (error: unknown) => {
      // A page that is too busy to be looked at has no picture.
      if (error === signal.reason) return undefined;
      throw error;
    },
  );
  if (!taken) return outcome;
  return { ...outcome, pictures: [...(outcome.pictures ?? []), { name: 'after', ...taken }] };
}
