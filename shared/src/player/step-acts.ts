import { originOf } from '../base/address.ts';
import { StepError } from '../base/errors.ts';
import type { Step } from '../steps/index.ts';
import { targetOf } from '../steps/target-of.ts';
import type { StepContext, Tabs } from '../steps/step-context.ts';
import { pause } from './abort.ts';
import { StepFailure } from './failure.ts';
import { find, isThere } from './find.ts';
import type { FindContext, FoundBy } from './find.ts';
import { navigate } from './navigate.ts';
import type { Outcome } from './outcome.ts';
import type { LookAnswer } from './page/kit.ts';
import type { PageWatch } from './page-watch.ts';
import { isSignedOut } from './signed-out.ts';
import type { Stage } from './stage.ts';

/** What a step leaves behind for its outcome. */
export type Notes = {
  found?: FoundBy;
  readonly values: NonNullable<Outcome['values']>;
  readonly tables: NonNullable<Outcome['tables']>;
  readonly pictures: NonNullable<Outcome['pictures']>;
};

/** What one step's acts need beside the run's. */
export type Acting = {
  readonly watch: PageWatch;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly notes: Notes;
};

/** How often a condition of the page is asked again, in ms. */
const askAgainMs = 100;

/** What a step acts with. */
export function stepContext(stage: Stage, step: Step, at: number, acting: Acting): StepContext {
  const { context, limits, tabs } = stage;
  const { watch, signal, timeoutMs, notes } = acting;
  const { page } = watch;
  const goTo = async (url: string) => {
    const current = await tabs.watch();
    await navigate(current, url, limits.settleMs, signal);
    refuseSignedOut(stage, step, current, { ...noLook, asksPassword: false }, false, url);
  };
  return {
    page,
    signal,
    timeoutMs,
    goTo,
    tabs: tabsOf(stage, signal, goTo),
    find: (target, purpose = 'act') => find(target, purpose, findContext(stage, step, acting)),
    reveal: (text) => context.reveal(text, originOf(page.url())),
    pause: (durationMs) => pause(durationMs, signal),
    findMs: limits.findMs,
    async until(holds, longestMs = timeoutMs) {
      const late = AbortSignal.timeout(longestMs);
      while (!(await holds())) {
        if (late.aborted) throw new StepError('timed-out');
        await pause(askAgainMs, signal);
      }
    },
    keepValue: (name, value) => void notes.values.push({ name, value }),
    keepTable: (name, table) => void notes.tables.push({ name, table }),
    async takePicture(name) {
      const taken = await context.onPicture?.({ page, step: at, name });
      if (taken) notes.pictures.push({ name, ...taken });
    },
  };
}

const noLook: LookAnswer = { status: 'missing', tried: [], asksPassword: false };

function findContext(stage: Stage, step: Step, { watch, signal, notes }: Acting): FindContext {
  const { context, limits } = stage;
  const looking = {
    watch,
    signal,
    now: context.now,
    findMs: limits.findMs,
    leaveField: stage.hasFilled,
    reveal: context.reveal,
  };
  return {
    ...looking,
    async onNothing(answer, isLast) {
      refuseSignedOut(stage, step, watch, answer, isLast);
      if (isLast && (await offersSignIn(stage, step, looking)))
        throw new StepError('session-expired');
    },
    onFound: (found) => {
      notes.found = found;
    },
  };
}

/** Whether the page has what a person signs in with first, such as the link “Sign in”, where a session was to do. */
async function offersSignIn(
  { signIn, automation, context }: Stage,
  step: Step,
  looking: Parameters<typeof isThere>[1],
): Promise<boolean> {
  if (!context.hasSession || signIn.has(step.id)) return false;
  const [first] = automation.steps.flatMap((each) =>
    signIn.has(each.id) ? (targetOf(each) ?? []) : [],
  );
  return first !== undefined && isThere(first, looking);
}

/** Throws `session-expired` when the site shows its sign-in page instead of what the step expects. */
function refuseSignedOut(
  { signIn, automation, context }: Stage,
  step: Step,
  { page, status }: PageWatch,
  { asksPassword }: LookAnswer,
  isLast: boolean,
  expected = step.page,
): void {
  if (signIn.has(step.id)) return;
  const url = page.url();
  const isKnown = isSignedOut({ url, asksPassword, status, expected }, automation.signIn);
  const isLikely = isLast && asksPassword && context.hasSession;
  if (isKnown || isLikely) throw new StepError('session-expired');
}

function tabsOf({ tabs, limits }: Stage, signal: AbortSignal, goTo: StepContext['goTo']): Tabs {
  return {
    get current() {
      return tabs.current;
    },
    async open(url) {
      await tabs.open();
      if (url !== 'about:blank') await goTo(url);
    },
    async switchTo(tab) {
      const isLate = AbortSignal.timeout(limits.findMs);
      while (!tabs.has(tab)) {
        if (isLate.aborted) throw new StepFailure('target-not-found', { target: `tab ${tab + 1}` });
        await pause(20, signal);
      }
      await tabs.turnTo(tab);
    },
    close: (tab) => tabs.close(tab),
  };
}
