import type { Clock } from '../ui/clock.tsx';
import { strings as shared } from '../ui/strings.ts';
import type { Starter } from './run-view.ts';
import type { RunRow } from './runs-view.ts';
import { strings } from './strings.ts';

const words = strings.lists.runs;

/** Who started it, in a column. */
export function sayStarter(starter: Starter): string {
  return starter.kind === 'schedule' ? words.schedule : starter.name;
}

/** Its state, with the step while it runs. */
export function sayRowStatus({ status, step, of, unproved }: RunRow): string | undefined {
  if (unproved) return words.unproved;
  if (status === 'running' && step !== undefined && of !== undefined)
    return shared.stepOf(step, of);
  return undefined;
}

/** What came of it, in a few words: always with the noun, and with the whole where there is one. */
export function sayOutcome(row: RunRow, { now }: Clock): string {
  const { status, reason, startsAt, rows, rowsOf, changes, step } = row;
  if (reason !== undefined) return reason;
  if (status === 'missed') return words.missed;
  if (status === 'queued' && startsAt !== undefined && startsAt > now) {
    return words.startsIn(Math.ceil((startsAt - now) / 1000));
  }
  if (changes && changes.of > 0) return words.changes(changes.confirmed, changes.of);
  if (rows !== undefined && rowsOf !== undefined && rows < rowsOf)
    return words.rowsOf(rows, rowsOf);
  if (rows !== undefined) return status === 'running' ? words.soFar(rows) : words.rows(rows);
  const stopped = status === 'canceled' || status === 'failed' || status === 'timed-out';
  return stopped && step !== undefined ? words.atStep(step) : '';
}

/** What became of its browser; `ok` only where that was seen and proved. */
export function sayBrowser({ status, erasure, unproved }: RunRow): { word: string; ok: boolean } {
  if (status === 'queued' || status === 'missed') return { word: words.notStarted, ok: false };
  if (status === 'starting' || status === 'running') return { word: words.notYet, ok: false };
  if (unproved) return { word: words.unproved, ok: false };
  if (erasure?.kind !== 'gone' || erasure.grade === 'unproved') {
    return { word: words.notConfirmed, ok: false };
  }
  return { word: erasure.grade === 'api' ? words.clusterSays : words.erased, ok: true };
}
