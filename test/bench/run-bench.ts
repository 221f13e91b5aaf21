import { parseArgs } from 'node:util';

import { lineOfFigure, measuredOf } from './figure.ts';
import type { Family, Figure } from './figure.ts';

/**
 * Measures the families whose figures the arguments name, all where they name none, and prints a line per figure: `--json`
 * one JSON object each. Ends with 2 for a name that no figure has, and with 1 when something could not be measured.
 */
export const runBench = async (families: readonly Family[]): Promise<void> => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const all = families.flatMap(({ figures }) => figures);
  const unknown = positionals.filter((name) => !all.some((figure) => figure.name === name));
  if (unknown.length > 0) {
    console.error(`No figure is named ${unknown.join(', ')}. There are:`);
    for (const { name } of all) console.error(`  ${name}`);
    process.exitCode = 2;
    return;
  }
  const chosen = all.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const family of families) {
    if (!family.figures.some((figure) => chosen.includes(figure))) continue;
    try {
      await measureFamily(family, chosen, values.json);
    } catch (error) {
      const names = family.figures.map(({ name }) => name).join(', ');
      console.error(`${names}: not measured.`, error);
      process.exitCode = 1;
    }
  }
};

const measureFamily = async (
  { figures, measure }: Family,
  chosen: readonly Figure[],
  asJson: boolean,
): Promise<void> => {
  const found = await measure();
  for (const figure of figures.filter((each) => chosen.includes(each))) {
    const measured = measuredOf(figure, found[figure.name] ?? []);
    console.log(lineOfFigure(figure, measured, asJson));
  }
};
