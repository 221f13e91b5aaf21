import { rankedSelectors } from '@mayfly/extension/src/capture/rank.ts';
import { startRecorder } from '@mayfly/extension/src/capture/recorder.ts';
import { columnsOf, tableName } from '@mayfly/extension/src/capture/table/columns.ts';
import { patternAround } from '@mayfly/extension/src/capture/table/pattern.ts';
import { targetOf } from '@mayfly/extension/src/capture/target.ts';

/** What was told and what was left out, in the page, once `capture.record` ran. */
export type Heard = { told: unknown[]; leftOut: string[] };

/** Starts the recorder in the page and keeps what it says. */
function record(): Heard {
  const heard: Heard = { told: [], leftOut: [] };
  startRecorder(
    (told) => heard.told.push(told),
    new AbortController().signal,
    (reason) => heard.leftOut.push(reason),
  );
  return heard;
}

/** What a test finds in the page, under `capture`. */
export const capture = {
  columnsOf,
  patternAround,
  rankedSelectors,
  record,
  startRecorder,
  tableName,
  targetOf,
};
