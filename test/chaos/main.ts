/**
 * `npm run test:chaos`: histories by seed over real processes, each checked. `--engine kubernetes`: over a whole Mayfly on the
 * test cluster. `--histories 1000`, `--seed 17` for the first or only one, `--json`. A failing seed is printed, and comes
 * again with `--seed <it> --histories 1`.
 */
import { parseArgs } from 'node:util';
import { lineOfFigure, measuredOf } from '../bench/figure.ts';
import { onOneMachine } from './campaign.ts';
import { onCluster } from './cluster/campaign.ts';
import type { Campaign } from './campaign.ts';
import type { Wrong } from './check-history.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'process' },
    histories: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const engines = {
  process: { start: onOneMachine, histories: '1000' },
  kubernetes: { start: onCluster, histories: '200' },
} as const;
const isKnown = (name: string): name is keyof typeof engines => Object.hasOwn(engines, name);
if (!isKnown(values.engine)) {
  console.error('--engine is process or kubernetes.');
  process.exit(2);
}
const { start, histories } = engines[values.engine];
const first = Number(values.seed);
const count = Number(values.histories ?? histories);
if (!Number.isInteger(first) || !Number.isInteger(count) || count < 1) {
  console.error('--seed and --histories take whole numbers.');
  process.exit(2);
}

/** Plays one history; that it does not come to an end counts as lost. */
const wrongOf = async (campaign: Campaign, seed: number): Promise<Wrong[]> => {
  try {
    return await campaign.play(seed);
  } catch (error) {
    return [{ kind: 'lost', what: error instanceof Error ? error.message : String(error) }];
  }
};

const campaign = await start();
const wrongs: Wrong[] = [];
try {
  for (let seed = first; seed < first + count; seed += 1) {
    const wrong = await wrongOf(campaign, seed);
    wrongs.push(...wrong);
    for (const { kind, what } of wrong) console.error(`${campaign.line(seed)}: ${kind}: ${what}`);
  }
  const leaks = campaign.leaks();
  const counted = (name: string, value: number, atMost?: number) => {
    const figure = { name, unit: '', ...(atMost !== undefined && { goal: { atMost } }) };
    console.log(lineOfFigure(figure, measuredOf(figure, [value]), values.json));
  };
  counted('histories', count);
  counted('strikes', campaign.struck());
  for (const kind of ['lost', 'twice', 'orphans', 'untrue'] as const) {
    counted(kind, wrongs.filter((wrong) => wrong.kind === kind).length, 0);
  }
  counted('leaks', leaks, 0);
  process.exitCode = wrongs.length + leaks > 0 ? 1 : 0;
} finally {
  await campaign.end();
}
process.exit();
