import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { isCode } from '@mayfly/shared/base/errors.ts';

/** Writes one event down. */
export type Tell = (event: Readonly<Record<string, unknown>>) => void;

const linesAtMost = 100;

/**
 * Follows what a pod prints. A pod has no business to print, and what it prints may hold what it saw: so only lines
 * that are a code of the table of errors are told, and how many others there were; all of it where `tellsAll`.
 */
export function follow(
  child: ChildProcess,
  who: { uid: string; name: string },
  tell: Tell,
  tellsAll: boolean,
): void {
  let told = 0;
  let others = 0;
  for (const output of [child.stdout, child.stderr]) {
    if (!output) continue;
    createInterface(output).on('line', (line) => {
      if ((tellsAll || isCode(line)) && told < linesAtMost) tell({ event: 'said', ...who, line });
      else others += 1;
      told += 1;
    });
  }
  child.once('error', (error) => tell({ event: 'not-started', ...who, message: error.message }));
  child.once('exit', (code, signal) => tell({ event: 'ended', ...who, code, signal, others }));
}
