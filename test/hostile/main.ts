/**
 * `npm run test:hostile`: every attacker of docs/THREATS.md is played, and every test that the table names is run. `--json`:
 * one JSON object a line. `--ours`: what is played here alone. Ends with 1 where anything got more than the table says.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lineOfFigure, measuredOf } from '../bench/figure.ts';
import { namesOf } from './named.ts';
import type { Named } from './named.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    ours: { type: 'boolean', default: false },
  },
});

const top = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'mayfly-hostile-'));

type Result = { title: string; status: string; failureMessages: readonly string[] };
type Results = { testResults: { name: string; assertionResults: readonly Result[] }[] };

/** Runs tests to their end; what is a failure is told by what is written. */
const run = (name: string, args: readonly string[]): readonly (Result & { file: string })[] => {
  const file = join(folder, `${name}.json`);
  const bin = join(top, 'node_modules', '.bin', 'vitest');
  const out = ['--reporter=json', `--outputFile.json=${file}`];
  const env = { ...process.env, MAYFLY_HOSTILE: 'whole' };
  const stdio = ['ignore', 'ignore', 'inherit'] as const;
  spawnSync(bin, ['run', ...args, ...out], { cwd: top, env, stdio: [...stdio] });
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Results;
  return testResults.flatMap(({ name: path, assertionResults }) =>
    assertionResults.map((result) => ({ ...result, file: path })),
  );
};

const played = run('hostile', ['--project', 'hostile']);
const printed = readFileSync(join(top, 'docs', 'THREATS.md'), 'utf8');
const { rows, elsewhere, files } = namesOf(printed, 'test/hostile/attacks.hostile.test.ts');
const others = values.ours ? [] : run('elsewhere', [...files]);
const ranFor = ({ file, fits }: Named) =>
  others.filter((result) => result.file.endsWith(file) && fits(result.title));
/** Of what the table names: what did not run is not held, and neither is what failed. */
const held = elsewhere.filter((named) => {
  const ran = ranFor(named);
  return ran.length > 0 && ran.every(({ status }) => status === 'passed');
});
rmSync(folder, { recursive: true, force: true });

const failed = [...played, ...elsewhere.flatMap(ranFor)].filter(
  ({ status }) => status !== 'passed',
);
const figures = [
  { name: 'attackers', goal: { atLeast: 20 }, value: rows },
  { name: 'attacks', goal: { atLeast: 20 }, value: played.length },
  ...(values.ours
    ? []
    : [{ name: 'held-elsewhere', goal: { atLeast: elsewhere.length }, value: held.length }]),
  { name: 'got-more', goal: { atMost: 0 }, value: failed.length },
];
for (const { value, ...figure } of figures) {
  const measured = measuredOf({ ...figure, unit: '' }, [value]);
  console.log(lineOfFigure({ ...figure, unit: '' }, measured, values.json));
}
for (const { file, title, failureMessages } of failed)
  console.error(`  ${file.slice(top.length + 1)}: ${title}\n${failureMessages.join('\n')}`);
const missing = values.ours ? [] : elsewhere.filter((named) => !held.includes(named));
for (const { file, title } of missing) console.error(`  ${file}: ${title}: not held`);
process.exit(failed.length + missing.length > 0 ? 1 : 0);
