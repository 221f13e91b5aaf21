import type { Passing } from './relay.ts';

/** Transitions of a run at which something may be struck, in the order of its life. */
export const moments = [
  'ordering',
  'ordered',
  'assigned',
  'claiming',
  'released',
  'visiting',
  'marking',
  'marked',
  'writing',
  'reporting',
  'ending',
  'ended',
] as const;
export type Moment = (typeof moments)[number];

/** Those that only a run that writes comes by. */
export const writingMoments: ReadonlySet<Moment> = new Set(['marking', 'marked', 'writing']);

type Pattern = { moment: Moment; method: string; path: RegExp; isAnswer: boolean };

const patterns: readonly Pattern[] = [
  { moment: 'ordering', method: 'POST', path: /^\/runs$/, isAnswer: false },
  { moment: 'ordered', method: 'POST', path: /^\/runs$/, isAnswer: true },
  { moment: 'assigned', method: 'POST', path: /^\/pods\/[^/]+\/assignment$/, isAnswer: true },
  { moment: 'claiming', method: 'POST', path: /^\/releases$/, isAnswer: false },
  { moment: 'released', method: 'POST', path: /^\/releases$/, isAnswer: true },
  { moment: 'marking', method: 'POST', path: /\/mark$/, isAnswer: false },
  { moment: 'marked', method: 'POST', path: /\/mark$/, isAnswer: true },
  { moment: 'reporting', method: 'PUT', path: /^\/envelopes\//, isAnswer: true },
  { moment: 'ending', method: 'POST', path: /\/end$/, isAnswer: false },
  { moment: 'ended', method: 'POST', path: /\/end$/, isAnswer: true },
];

/** Which transition a passing message is; undefined for all others. */
export function momentOf({ method, path, isAnswer }: Passing): Moment | undefined {
  return patterns.find(
    (each) => each.method === method && each.isAnswer === isAnswer && each.path.test(path),
  )?.moment;
}
