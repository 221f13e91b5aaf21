/** The runs of one automation, counted in the order in which they were made. */
export type CountedRuns = { last: number; runs: Record<string, number> };

/** A run to be counted: of which automation, and when it was made (ms). */
export type RunToCount = { run: string; automation: string; at: number };

/** How many runs of one automation keep their number. */
const mostKept = 1000;

/** The counts with these runs in them; the very same object where all were counted before. */
export function withRuns(
  before: Record<string, CountedRuns>,
  runs: readonly RunToCount[],
): Record<string, CountedRuns> {
  const fresh = runs.filter(({ run, automation }) => before[automation]?.runs[run] === undefined);
  if (fresh.length === 0) return before;
  const counts = { ...before };
  for (const { run, automation } of fresh.toSorted((left, right) => left.at - right.at)) {
    const { last, runs: kept } = counts[automation] ?? { last: 0, runs: {} };
    const latest = Object.entries(kept).slice(-(mostKept - 1));
    const number = last + 1;
    counts[automation] = { last: number, runs: Object.fromEntries([...latest, [run, number]]) };
  }
  return counts;
}
