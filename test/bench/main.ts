/**
 * `npm run bench`: sizes and times, each beside its goal. Names of figures as arguments choose some; `--json`: one JSON
 * object a line.
 */
import { parseArgs } from 'node:util';

import { families } from './families.ts';
import { lineOfFigure, measuredOf } from './figure.ts';
import type { Family, Figure } from './figure.ts';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const measureFamily = async ({ figures, measure }: Family, chosen: readonly Figure[]) => {
  const found = await measure();
  for (const figure of figures.filter((each) => chosen.includes(each))) {
    const measured = measuredOf(figure, found[figure.name] ?? []);
    console.log(lineOfFigure(figure, measured, values.json));
  }
};

const all = families.flatMap(({ figures }) => figures);
const unknown = positionals.filter((name) => !all.some((figure) => figure.name === name));
if (unknown.length > 0) {
  console.error(`No figure is named ${unknown.join(', ')}. There are:`);
  for (const { name } of all) console.error(`  ${name}`);
  process.exit(2);
}
const chosen = all.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
for (const family of families) {
  if (!family.figures.some((figure) => chosen.includes(figure))) continue;
  try {
    await measureFamily(family, chosen);
  } catch (error) {
    const names = family.figures.map(({ name }) => name).join(', ');
    console.error(`${names}: not measured.`, error);
    process.exitCode = 1;
  }
}
process.exit();
