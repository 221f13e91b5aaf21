import { strings } from './strings.ts';

/** `1 and 5 to 9`, `2 to 4`, `4`: the numbers of steps, runs of three and more folded. */
export function sayNumbers(steps: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const step of steps.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && step <= last[1] + 1) last[1] = step;
    else runs.push([step, step]);
  }
  const parts = runs.flatMap(([from, to]) => sayRun(from, to));
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${strings.review.and} ${parts.at(-1)}`;
}

/** `Step 4`, `Steps 2 to 4`. */
export function saySteps(steps: readonly number[]): string {
  const said = sayNumbers(steps);
  return steps.length === 1 ? strings.review.oneStep(said) : strings.review.steps(said);
}

function sayRun(from: number, to: number): string[] {
  if (from === to) return [String(from)];
  if (to === from + 1) return [String(from), String(to)];
  return [`${from} ${strings.review.to} ${to}`];
}
