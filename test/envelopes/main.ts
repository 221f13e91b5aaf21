/**
 * `npm run test:envelopes`: every byte of an envelope of every purpose and of a statement of every type changed, fields
 * dropped, doubled and swapped, wraps of others, wrong signers, and what chance makes. `--json`, `--seed 7`. Ends with 1
 * where anything was accepted or crashed.
 */
import { parseArgs } from 'node:util';
import { lineOfFigure, measuredOf } from '../bench/figure.ts';
import { campaign } from './campaign.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  },
});
const seed = Number(values.seed);
if (!Number.isInteger(seed)) {
  console.error('--seed takes a whole number.');
  process.exit(2);
}

const { tried, accepted, crashed } = await campaign({ seed, share: 1, random: 20_000 });
const none = { atMost: 0 } as const;
const figures = [
  { name: 'accepted-bad', goal: none, value: accepted.length },
  { name: 'crashes', goal: none, value: crashed.length },
  { name: 'tried', goal: { atLeast: 100_000 }, value: tried },
];
for (const { value, ...figure } of figures) {
  const measured = measuredOf({ ...figure, unit: '' }, [value]);
  console.log(lineOfFigure({ ...figure, unit: '' }, measured, values.json));
}
for (const name of [...accepted, ...crashed].slice(0, 50)) console.error(`  ${name}`);
process.exit(accepted.length + crashed.length > 0 ? 1 : 0);
