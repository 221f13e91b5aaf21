import { siteName } from '../recording/sites.ts';
import type { Site } from '../recording/sites.ts';
import type { Recording } from '../store/recording.ts';
import type { Row } from './recorded-rows.ts';
import type { RecordingState, RecordingView } from './recording-view.ts';

/** The site on which nothing is recorded just now; undefined where it is not known, or where all is well. */
export function strangeSite({ tabs, current }: Recording): Site | undefined {
  return tabs[current]?.elsewhere?.site;
}

function stateOf(recording: Recording): RecordingState {
  if (recording.status === 'paused') return { kind: 'paused' };
  const elsewhere = recording.tabs[recording.current]?.elsewhere;
  if (!elsewhere || elsewhere.leftOut) return { kind: 'recording' };
  const { site } = elsewhere;
  return { kind: 'other-site', host: site && siteName(site) };
}

/** A recording as the panel shows it. */
export function viewOfRecording(
  recording: Recording,
  rows: readonly Row[],
  shortcut: string | undefined,
): RecordingView {
  return {
    state: stateOf(recording),
    startedAt: recording.startedAt,
    hosts: recording.sites.map(siteName),
    steps: rows.map(({ step }) => step),
    canUndo: rows.length > 0,
    canRedo: recording.undone.length > 0,
    tool: recording.tool,
    shortcut,
  };
}
