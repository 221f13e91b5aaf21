import type { Target } from '../base/target.ts';
import type { StepCode } from '../base/errors.ts';
import type { FoundElement, Purpose } from '../steps/step-context.ts';
import { orAbort, pause } from './abort.ts';
import { inPage } from './apart.ts';
import { StepFailure } from './failure.ts';
import { foundElement } from './found.ts';
import { frameOf } from './frames.ts';
import { mostLike } from './heal/heal.ts';
import type { Likeness } from './heal/heal.ts';
import { isLost } from './lost.ts';
import type { LookAnswer, Trouble } from './page/kit.ts';
import type { PageWatch } from './page-watch.ts';
import type { Place } from './found.ts';

/** How one target is found: which selector won, and after how long. */
export type FoundBy = {
  readonly selector: string;
  /** Its place in the ranking, from 0. */
  readonly rank: number;
  /** How many selectors there are. */
  readonly of: number;
  readonly waitedMs: number;
  /** It was found by likeness alone: 0 to 1, how far ahead of the next, and where it is. */
  readonly healed?: { readonly likeness: number; readonly margin: number; readonly path: string };
};

/** What finding needs of the step that it is for. */
export type FindContext = {
  readonly watch: PageWatch;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly findMs: number;
  readonly leaveField: boolean;
  readonly reveal: Place['reveal'];
  /** Told of each look that found nothing. Throws `session-expired` when the site has signed out. */
  readonly onNothing: (answer: LookAnswer, isLast: boolean) => Promise<void>;
  readonly onFound: (found: FoundBy) => void;
};

/** Longest look at a time: in between, frames, navigations and the sign-in are looked after. */
const sliceMs = 500;

const nothing: LookAnswer = { status: 'missing', tried: [], asksPassword: false };

/**
 * Waits until exactly one visible, stable element answers: its selectors in rank order, within one deadline. When none answers
 * then, the fingerprint may, if it is sure. Throws `target-not-found`, `target-ambiguous`, or `timed-out` for what is there but
 * cannot be acted on; never answers a guess.
 */
export async function find(
  target: Target,
  purpose: Purpose,
  context: FindContext,
): Promise<FoundElement> {
  const { watch, signal, now } = context;
  const startedAt = now();
  for (;;) {
    const waitedMs = now() - startedAt;
    const place = await orAbort(look(target, purpose, context, waitedMs), signal);
    // What was seen on a page that is being left is not what comes.
    if (watch.isLeaving(target.frame !== undefined)) {
      await orAbort(Promise.race([watch.next(), pause(sliceMs, signal)]), signal);
      continue;
    }
    if ('click' in place) return place;
    const isLast = purpose !== 'wait' && now() - startedAt >= context.findMs;
    await orAbort(context.onNothing(place, isLast), signal);
    if (isLast) return orAbort(heal(target, purpose, context, place, now() - startedAt), signal);
    if (place === nothing) await pause(20, signal);
  }
}

/** Whether a target is on the page at this moment and could be acted on. */
export async function isThere(
  target: Target,
  context: Omit<FindContext, 'onNothing' | 'onFound'>,
): Promise<boolean> {
  const silent = { onNothing: () => Promise.resolve(), onFound: () => undefined };
  return 'click' in (await look(target, 'act', { ...context, ...silent }, context.findMs));
}

async function look(
  target: Target,
  purpose: Purpose,
  context: FindContext,
  waitedMs: number,
): Promise<FoundElement | LookAnswer> {
  const { watch, findMs, leaveField, reveal, onFound, now } = context;
  const { page } = watch;
  const { selectors, role, fingerprint, name } = target;
  const recordedName = fingerprint?.accessibleName ?? fingerprint?.text;
  const startedAt = now();
  try {
    const frame = await frameOf(page, target);
    if (!frame) return nothing;
    const left = purpose === 'wait' ? sliceMs : Math.max(0, findMs - waitedMs);
    const answer = await inPage(frame, 'look', {
      selectors,
      forAct: purpose === 'act',
      ...(recordedName && { name: recordedName }),
      ...(role && { role }),
      waitMs: Math.min(sliceMs, left),
      waitedMs,
      leaveField,
    });
    if (answer.status !== 'found') return answer;
    const { id, rank, x, y } = answer;
    const total = waitedMs + now() - startedAt;
    onFound({ selector: selectors[rank]!, rank, of: selectors.length, waitedMs: total });
    return foundElement({ page, frame, id, x, y, name, reveal });
  } catch (error) {
    if (isLost(error)) return nothing;
    throw error;
  }
}

const codes: Readonly<Record<Trouble, StepCode>> = {
  missing: 'target-not-found',
  hidden: 'target-not-found',
  unlike: 'target-not-found',
  ambiguous: 'target-ambiguous',
  disabled: 'timed-out',
  moving: 'timed-out',
  covered: 'timed-out',
};

const messages: Readonly<Partial<Record<Trouble, string>>> = {
  hidden: 'The thing recorded is on the page, but does not show. Nothing was clicked.',
  unlike: 'Something else is now where the thing recorded was. Nothing was clicked.',
  disabled:
    'The thing recorded is there, but the site does not let it be used. Nothing was clicked.',
  moving: 'The thing recorded did not come to rest. Nothing was clicked.',
  covered: 'Something lies over the thing recorded. Nothing was clicked.',
};

/** What is like the target beyond doubt, where its selectors name nothing; else the refusal is thrown. */
async function heal(
  target: Target,
  purpose: Purpose,
  context: FindContext,
  answer: LookAnswer,
  waitedMs: number,
): Promise<FoundElement> {
  const { fingerprint, ...rest } = target;
  const mayHeal = fingerprint && codes[troubleOf(answer)] === 'target-not-found';
  const frame = mayHeal && (await frameOf(context.watch.page, target));
  const like = frame ? await mostLike(frame, fingerprint) : undefined;
  const refuse = () => refusal(target, answer, waitedMs, like);
  if (!like?.isSure) throw refuse();
  const { selector, likeness, margin, path } = like;
  const onFound = ({ waitedMs: lookedMs }: FoundBy) => {
    const rank = target.selectors.length;
    const healed = { likeness, margin, path };
    context.onFound({ selector: 'likeness', rank, of: rank, waitedMs: lookedMs, healed });
  };
  const found = await look({ ...rest, selectors: [selector] }, purpose, { ...context, onFound }, 0);
  if ('click' in found) return found;
  throw refuse();
}

function troubleOf(answer: LookAnswer): Trouble {
  return answer.status === 'found' ? 'missing' : answer.status;
}

function refusal(
  { name }: Target,
  answer: LookAnswer,
  waitedMs: number,
  like?: Likeness,
): StepFailure {
  const trouble = troubleOf(answer);
  const message = messages[trouble];
  const coveredBy = 'coveredBy' in answer ? answer.coveredBy : undefined;
  const facts = {
    target: name,
    tried: answer.tried,
    waitedMs,
    ...(coveredBy && { coveredBy }),
    ...(like && { nearest: { likeness: like.likeness, margin: like.margin } }),
  };
  return new StepFailure(codes[trouble], facts, message ? { message } : {});
}
