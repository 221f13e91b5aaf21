/**
 * `npm test`: every stage in turn, each with its time; the last line is `N passed, N failed`.
 * Names of stages as arguments choose some: `pnpm run check` is this file with `check`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { missingNeeds } from './needs.ts';
import { lanes, stages } from './stages.ts';
import type { Stage } from './stages.ts';

type Count = { passed: number; failed: number };
/** What came of a stage, and what is to be read of it. */
type Result = Count & { said: string[] };

const top = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'mayfly-test-'));
const bin = join(top, 'node_modules', '.bin');
const env = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
  CI: '1',
  NO_COLOR: '1',
};

/** Runs a command to its end, or to its limit. Answers whether it succeeded, and what it said. */
const command = async ([name = '', ...args]: readonly string[], limitMinutes: number) => {
  const chunks: Buffer[] = [];
  const child = spawn(name, args, { cwd: top, env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const limit = setTimeout(() => {
    chunks.push(Buffer.from(`\nstopped: longer than ${limitMinutes} minutes\n`));
    child.kill('SIGKILL');
  }, limitMinutes * 60_000);
  const isGood = await new Promise<boolean>((resolve) => {
    child.on('error', (error) => {
      chunks.push(Buffer.from(String(error)));
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
  clearTimeout(limit);
  return { isGood, said: Buffer.concat(chunks).toString() };
};

const runCommands = async (
  commands: Readonly<Record<string, readonly string[]>>,
  limitMinutes: number,
): Promise<Result> => {
  const count: Result = { passed: 0, failed: 0, said: [] };
  for (const [name, words] of Object.entries(commands)) {
    const { isGood, said } = await command(words, limitMinutes);
    count[isGood ? 'passed' : 'failed'] += 1;
    if (!isGood) count.said.push(`  failed: ${name}\n${said}`);
  }
  return count;
};

type Results = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

const readResults = (path: string): Results | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Results;
  } catch {
    return undefined; // The stage ended before it could write: counted as one failure.
  }
};

/** A test that was skipped counts as failed, and so does a file that could not be read. */
const runProject = async (project: string, limitMinutes: number): Promise<Result> => {
  const file = join(folder, `${project}.json`);
  const { isGood, said } = await command(
    [
      'vitest',
      'run',
      '--project',
      project,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    limitMinutes,
  );
  const heard = isGood ? [] : [said];
  const results = readResults(file);
  if (!results) return { passed: 0, failed: 1, said: heard };
  const unread = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const skipped = results.numPendingTests + results.numTodoTests;
  if (skipped > 0) heard.push(`  ${skipped} skipped: a missing part is a failure`);
  const failed = results.numFailedTests + skipped + unread.length;
  const { numPassedTests: passed } = results;
  return { passed, failed: isGood ? failed : Math.max(failed, 1), said: heard };
};

const runStage = async (stage: Stage): Promise<Count> => {
  const startedAt = performance.now();
  const { passed, failed, said } =
    'project' in stage
      ? await runProject(stage.project, stage.limitMinutes)
      : await runCommands(stage.commands, stage.limitMinutes);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  // At once, for another lane may be talking.
  const line = `▸ ${stage.name} · ${passed} passed, ${failed} failed · ${seconds} s`;
  console.log([...said, line].join('\n'));
  return { passed, failed };
};

const total: Count = { passed: 0, failed: 0 };

const runLane = async (lane: readonly Stage[]): Promise<void> => {
  for (const stage of lane) {
    const { passed, failed } = await runStage(stage);
    total.passed += passed;
    total.failed += failed;
  }
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((each) => !stages.some(({ name }) => name === each));
if (unknown.length > 0) {
  console.error(
    `There is no stage ${unknown.join(', ')}: ${stages.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
if (chosen.length === 0) {
  const missing = await missingNeeds();
  for (const sentence of missing) console.log(sentence);
  total.failed += missing.length;
  await Promise.all(lanes.map(runLane));
} else {
  await runLane(stages.filter(({ name }) => chosen.includes(name)));
}
rmSync(folder, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
