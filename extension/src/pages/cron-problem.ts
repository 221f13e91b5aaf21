import { strings } from './strings.ts';

const words = strings.schedule;
const ranges = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ') },
  { least: 0, most: 7, names: 'SUN MON TUE WED THU FRI SAT'.split(' ') },
] as const;

type Range = { least: number; most: number; names?: readonly string[] };

/** Why a cron of five fields is not understood, for a person: “‘61’ is not a minute. Minutes are 0 to 59.” */
export function cronProblem(cron: string): string | undefined {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== ranges.length) return words.fieldCount(fields.length);
  for (const [place, field] of fields.entries()) {
    const range = ranges[place];
    const said = words.fields[place];
    if (!range || !said) continue;
    const wrong = field.split(',').find((part) => !isPart(part, range));
    if (wrong !== undefined) return words.notA(wrong, said.unit, said.range);
  }
  return undefined;
}

function isPart(part: string, range: Range): boolean {
  const [span = '', step, ...rest] = part.split('/');
  if (rest.length > 0) return false;
  if (step !== undefined && !/^[1-9]\d*$/.test(step)) return false;
  if (span === '*') return true;
  const [from = '', to, ...more] = span.split('-');
  if (more.length > 0) return false;
  const [first, last] = [valueOf(from, range), to === undefined ? Infinity : valueOf(to, range)];
  return first !== undefined && last !== undefined && first <= last;
}

function valueOf(text: string, { least, most, names = [] }: Range): number | undefined {
  const name = names.indexOf(text.toUpperCase());
  if (name >= 0) return name + least;
  if (!/^\d{1,2}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}
