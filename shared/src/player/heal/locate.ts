import type { Evidence } from './evidence.ts';
import { raritiesOf, score, textVerdict } from './similarity.ts';
import type { Rarities } from './similarity.ts';

/** The candidate that is most like the target, and how sure that is. */
export type Located = {
  /** Its place among the candidates. */
  readonly index: number;
  /** How much it is like the target, 1 being the target itself. */
  readonly likeness: number;
  /** How far the best of the others is behind. */
  readonly margin: number;
  readonly confidence: number;
};

/** What an answer needs to be acted on: METHOD §6's safe confidence, and to be half of what was recorded at least. */
const sure = { confidence: 0.5, likeness: 0.5 } as const;

/** Whether an answer may be acted on. */
export function isSure({ confidence, likeness }: Located): boolean {
  return confidence >= sure.confidence && likeness >= sure.likeness;
}

/** How many levels apart one thing on the screen may lie in the tree. */
const levels = 2;

/**
 * The element of a changed page that is most like a recorded one. `sketch`: others of the old page, which keep what is theirs.
 * `undefined` when nothing is left. Whoever acts on the answer asks {@link isSure} first. Source: METHOD §3–§6.
 */
export function locate(
  target: Evidence,
  candidates: readonly Evidence[],
  sketch: readonly Evidence[],
): Located | undefined {
  const rare = raritiesOf(candidates);
  const scores = candidates.map((candidate) => score(target, candidate, rare));
  const self = score(target, target, rare);
  const claimed = claims(target, candidates, sketch, { rare, scores, self });
  const free = [...candidates.keys()].filter((index) => !claimed.has(index));
  const index = highest(free, scores);
  if (index === undefined) return undefined;
  const thing = free.filter((other) => isOneThing(candidates[index]!, candidates[other]!));
  const rival = highest(
    free.filter((other) => !thing.includes(other)),
    scores,
  );
  const margin = scores[index]! - (rival === undefined ? 0 : scores[rival]!);
  const likeness = scores[index]! / self;
  const verdict = textVerdict(target, candidates[index]!);
  const isEqual = thing.some((other) => textVerdict(target, candidates[other]!) === 'equal');
  const confidence =
    0.5 * Math.min(Math.max(margin, 0), 8) +
    5 * likeness +
    (isEqual ? 1 : 0) -
    (verdict === 'contradict' ? 1 : 0) -
    (verdict === 'one-sided' ? 0.5 : 0) -
    5.5;
  return { index, likeness, margin, confidence };
}

type Scored = {
  readonly rare: Rarities;
  readonly scores: readonly number[];
  readonly self: number;
};

/** Candidates that are more like another element of the old page than like the target (METHOD §5). */
function claims(
  target: Evidence,
  candidates: readonly Evidence[],
  sketch: readonly Evidence[],
  { rare, scores, self }: Scored,
): ReadonlySet<number> {
  const all = [...candidates.keys()];
  const claimed = new Set<number>();
  for (const other of sketch.filter((each) => !isNested(each, target))) {
    const theirs = candidates.map((candidate) => score(other, candidate, rare));
    const best = highest(all, theirs);
    if (best === undefined) continue;
    const thing = all.filter((index) => isOneThing(candidates[best]!, candidates[index]!));
    const mine = Math.max(...thing.map((index) => scores[index]!));
    if (theirs[best]! / score(other, other, rare) <= mine / self) continue;
    for (const index of thing) claimed.add(index);
  }
  return claimed;
}

function highest(indices: readonly number[], scores: readonly number[]): number | undefined {
  let best = indices[0];
  for (const index of indices) if (scores[index]! > scores[best!]!) best = index;
  return best;
}

/** Whether one of two lies in the other, few levels apart. */
function isNested(a: Evidence, b: Evidence): boolean {
  const common = Math.min(a.steps.length, b.steps.length);
  if (Math.abs(a.steps.length - b.steps.length) > levels) return false;
  return a.steps.slice(0, common).every((step, at) => step === b.steps[at]);
}

/** Whether two elements are one thing on the screen: nested, with one text (METHOD §4). */
function isOneThing(a: Evidence, b: Evidence): boolean {
  if (a === b) return true;
  if (a.steps.length === b.steps.length || !isNested(a, b)) return false;
  return a.text === b.text || a.text === '' || b.text === '';
}
