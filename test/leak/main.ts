/**
 * `npm run test:leak`: canaries in every place where a secret can be, a site that tells them everywhere, crashes while one is
 * typed, and a search of every place in every spelling. `--json`: one JSON object a line. Ends with 1 where anything was found,
 * or where something that was planted was not.
 */
import { parseArgs } from 'node:util';
import { lineOfFigure, measuredOf, meets } from '../bench/figure.ts';
import { freshPage, launchShell } from '../harness/shell.ts';
import { runIntoDeath, runToItsEnd, searchEverywhere } from './campaign.ts';
import { toldPixels } from './pixels.ts';
import { placesOfReport } from './places.ts';
import { plantEverywhere } from './planted.ts';
import { spellingsOf } from './spellings.ts';
import { startLeakWorld } from './world.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const world = await startLeakWorld();
const evidence = await runToItsEnd(world);
for (const whole of [false, true]) {
  await runIntoDeath(world, { signal: 'SIGABRT', whole });
  await runIntoDeath(world, { signal: 'SIGKILL', whole });
}
const { leaks, sinks, searched } = searchEverywhere(world, evidence);
const browser = await launchShell();
const page = await freshPage(browser);
await page.goto(`${world.origin}/`);
const seenBare = await toldPixels(browser, await page.screenshot());
const pictures = [...evidence.proof.artifacts.values()];
let pixels = 0;
for (const { plain } of pictures) pixels += await toldPixels(browser, plain);
await browser.close();
const { places, found } = await plantEverywhere(world, placesOfReport(evidence));
await world.end();

const none = { atMost: 0 } as const;
const figures = [
  { name: 'leaks', goal: none, value: leaks.length },
  { name: 'sinks', goal: { atLeast: 500 }, value: sinks },
  { name: 'spellings', goal: { atLeast: 25 }, value: spellingsOf('a canary').length * 2 },
  { name: 'searched', goal: { atLeast: 100_000 }, value: searched },
  { name: 'pictures', goal: { atLeast: 4 }, value: pictures.length },
  { name: 'told-pixels', goal: none, value: pixels },
  { name: 'told-pixels-bare', goal: { atLeast: 1_000 }, value: seenBare },
  { name: 'planted-and-found', goal: { atLeast: places.length }, value: found.length },
];
const isGood = figures.map(({ value, ...figure }) => {
  const measured = measuredOf({ ...figure, unit: '' }, [value]);
  console.log(lineOfFigure({ ...figure, unit: '' }, measured, values.json));
  return meets(value, figure.goal);
});
for (const { sink, spelling } of leaks.slice(0, 50)) console.error(`  ${sink}: ${spelling}`);
for (const place of places.filter((name) => !found.includes(name)))
  console.error(`  planted in ${place}, and not found`);
process.exit(isGood.every(Boolean) ? 0 : 1);
