/**
 * `npm test`: every stage in turn, each with its time; the last line is `N passed, N failed`.
 * Names of stages as arguments choose some: `pnpm run check` is this file with `check`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { missingNeeds } from './needs.ts';
import { clusterStages, stages } from './stages.ts';
import type { Stage } from './stages.ts';

type Count = { passed: number; failed: number };

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
): Promise<Count> => {
  const count = { passed: 0, failed: 0 };
  for (const [name, words] of Object.entries(commands)) {
    const { isGood, said } = await command(words, limitMinutes);
    count[isGood ? 'passed' : 'failed'] += 1;
    if (!isGood) console.log(`  failed: ${name}\n${said}`);
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
const runProject = async (project: string, limitMinutes: number): Promise<Count> => {
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
  if (!isGood) console.log(said);
  const results = readResults(file);
  if (!results) return { passed: 0, failed: 1 };
  const unread = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const skipped = results.numPendingTests + results.numTodoTests;
  if (skipped > 0) console.log(`  ${skipped} skipped: a missing part is a failure`);
  const failed = results.numFailedTests + skipped + unread.length;
  return { passed: results.numPassedTests, failed: isGood ? failed : Math.max(failed, 1) };
};

const runStage = async (stage: Stage): Promise<Count> => {
  console.log(`▸ ${stage.name}`);
  const startedAt = performance.now();
  const count =
    'project' in stage
      ? await runProject(stage.project, stage.limitMinutes)
      : await runCommands(stage.commands, stage.limitMinutes);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`  ${count.passed} passed, ${count.failed} failed · ${seconds} s`);
  return count;
};

const chosen = process.argv.slice(2);
const total: Count = { passed: 0, failed: 0 };
if (chosen.length === 0) {
  const missing = await missingNeeds();
  for (const sentence of missing) console.log(sentence);
  total.failed += missing.length;
}
const named = [...stages, ...clusterStages].filter(({ name }) => chosen.includes(name));
for (const stage of chosen.length > 0 ? named : stages) {
  const { passed, failed } = await runStage(stage);
  total.passed += passed;
  total.failed += failed;
}
rmSync(folder, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
