/**
 * `npm run test:escape`: whatever a page may try, at both eyes of the fence and at none. `--json`: one JSON object a line.
 * `--some 60 --seed 7` tries a part. Ends with 1 where anything escaped, or where a page did not come to try it.
 */
import { parseArgs } from 'node:util';

import { arrivedUnfenced, type Campaign, campaignAt } from './campaign.ts';
import { allTries, someTries } from './trial.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    some: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

const tries = values.some ? someTries(Number(values.some), Number(values.seed)) : allTries();

const tell = (figure: string, unit: string, runs: readonly number[], note = '') => {
  const sorted = runs.toSorted((a, b) => a - b);
  const [min = 0] = sorted;
  const max = sorted.at(-1) ?? 0;
  const median = ((sorted[(runs.length - 1) >> 1] ?? 0) + (sorted[runs.length >> 1] ?? 0)) / 2;
  const measured = { figure, value: max, unit, runs: runs.length, median, min, max };
  const line = `${figure.padEnd(20)} ${String(max).padStart(6)} ${unit}${note && `  ${note}`}`;
  console.log(values.json ? JSON.stringify(measured) : line.trimEnd());
};

const campaigns: Campaign[] = [];
for (const eye of ['inspect', 'tap'] as const) {
  const campaign = await campaignAt(eye, tries);
  campaigns.push(campaign);
  tell(`escapes-${eye}`, '', [campaign.escapes.length], `of ${campaign.cases}`);
  for (const escape of campaign.escapes) console.error(`  ${eye}: ${escape}`);
  for (const name of campaign.untried) console.error(`  ${eye}: not tried: ${name}`);
}
tell(
  'escapes',
  '',
  campaigns.map(({ escapes }) => escapes.length),
  'the worse of both eyes',
);
tell(
  'cases',
  '',
  campaigns.map(({ cases }) => cases),
  'at each eye',
);
tell('arrived-unfenced', '', [await arrivedUnfenced(tries)], `of ${tries.length}`);
const isGood = campaigns.every(({ escapes, untried }) => escapes.length + untried.length === 0);
process.exit(isGood ? 0 : 1);
