/** Where a figure must lie. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** Something that is measured: its name, its unit, its goal, and which of the runs counts. */
export type Figure = {
  readonly name: string;
  /** Empty for a ratio. */
  readonly unit: string;
  readonly goal?: Goal;
  /** The median, unless said. */
  readonly counts?: 'max';
};

/** Figures that are measured together. */
export type Family = {
  readonly figures: readonly Figure[];
  /** Gives for each figure the value of every run that counts. */
  readonly measure: () => Promise<Readonly<Record<string, readonly number[]>>>;
};

/** What came of measuring a figure. */
export type Measured = {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly runs: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
};

/** The middle one; of an even number the mean of the two in the middle. */
export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
};

/** The value below which such a part of the values lies, 0.99 for 99 in 100; of few, the highest. */
export const quantileOf = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? NaN;

/** What the runs of a figure come to. Throws a RangeError for none. */
export const measuredOf = ({ name, unit, counts }: Figure, values: readonly number[]): Measured => {
  if (values.length === 0) throw new RangeError(`${name} was not measured.`);
  const [median, min, max] = [medianOf(values), Math.min(...values), Math.max(...values)];
  const value = counts === 'max' ? max : median;
  return { figure: name, value, unit, runs: values.length, median, min, max };
};

/** Whether a value meets a goal. */
export const meets = (value: number, goal: Goal): boolean =>
  'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;

const round = (value: number): number => Number(value.toPrecision(4));

/** A figure in a line: for people beside its goal, or as one JSON object for programs. */
export const lineOfFigure = ({ goal }: Figure, measured: Measured, asJson: boolean): string => {
  if (asJson) return JSON.stringify(measured);
  const { figure, value, unit, runs, min, max } = measured;
  const range = runs > 1 ? ` (${round(min)}–${round(max)}, ${runs} runs)` : '';
  const told = `${figure.padEnd(20)} ${`${round(value)} ${unit}`.padStart(12)}${range.padEnd(28)}`;
  if (!goal) return told.trimEnd();
  const [sign, limit] = 'atMost' in goal ? ['≤', goal.atMost] : ['≥', goal.atLeast];
  return `${told} goal ${sign} ${limit}: ${meets(value, goal) ? 'met' : 'missed'}`;
};
