/**
 * `npm run test:chaos`: histories by seed over real processes, each checked. `--histories 1000`, `--seed 17` for the
 * first or only one, `--json`. A failing seed is printed, and comes again with `--seed <it> --histories 1`.
 */
import { parseArgs } from 'node:util';
import { lineOfFigure, measuredOf } from '../bench/figure.ts';
import { filesBelow, search } from '../leak/sinks.ts';
import { checkHistory } from './check-history.ts';
import { historyOf, lineOf } from './history.ts';
import { playHistory } from './play-history.ts';
import { canary, startWorld } from './world.ts';
import type { Wrong } from './check-history.ts';
import type { History } from './history.ts';
import type { World } from './world.ts';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed);
const count = Number(values.histories);
if (!Number.isInteger(first) || !Number.isInteger(count) || count < 1) {
  console.error('--seed and --histories take whole numbers.');
  process.exit(2);
}

/** Plays one history; that it does not come to an end counts as lost. */
const wrongOf = async (world: World, history: History): Promise<Wrong[]> => {
  try {
    return await checkHistory(world, await playHistory(world, history));
  } catch (error) {
    return [{ kind: 'lost', what: error instanceof Error ? error.message : String(error) }];
  }
};

const world = await startWorld();
const wrongs: Wrong[] = [];
try {
  for (let seed = first; seed < first + count; seed += 1) {
    const history = historyOf(seed);
    const wrong = await wrongOf(world, history);
    wrongs.push(...wrong);
    for (const { kind, what } of wrong) console.error(`${lineOf(history)}: ${kind}: ${what}`);
  }
  const { leaks } = search(filesBelow(world.stack.data), [canary]);
  const counted = (name: string, value: number, atMost?: number) => {
    const figure = { name, unit: '', ...(atMost !== undefined && { goal: { atMost } }) };
    console.log(lineOfFigure(figure, measuredOf(figure, [value]), values.json));
  };
  counted('histories', count);
  counted('strikes', world.struck());
  for (const kind of ['lost', 'twice', 'orphans', 'untrue'] as const) {
    counted(kind, wrongs.filter((wrong) => wrong.kind === kind).length, 0);
  }
  counted('leaks', leaks.length, 0);
  process.exitCode = wrongs.length + leaks.length > 0 ? 1 : 0;
} finally {
  await world.end();
}
process.exit();
