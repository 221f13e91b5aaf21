import { askChrome } from '../recording/ask-chrome.ts';
import { command } from '../recording/messages.ts';
import type { Command } from '../recording/messages.ts';
import { permissionOf } from '../recording/sites.ts';
import type { Recording } from '../store/recording.ts';
import type { Row } from './recorded-rows.ts';
import type { RecordingActions } from './recording-view.ts';
import { strangeSite } from './view-of-recording.ts';

function run(wanted: Command): void {
  void command(wanted);
}

async function allow(recording: Recording): Promise<void> {
  const site = strangeSite(recording);
  if (site && (await askChrome(permissionOf(site)))) await command({ kind: 'allow-site', site });
}

/** What the panel's buttons do. */
export function recordingActions(recording: Recording, rows: readonly Row[]): RecordingActions {
  const remove = (row: Row | undefined): void => {
    if (row) run({ kind: 'remove', keys: row.keys });
  };
  return {
    onStop: () => run({ kind: 'stop' }),
    onPause: () => run({ kind: 'pause' }),
    onResume: () => run({ kind: 'resume' }),
    onUndo: () => remove(rows.at(-1)),
    onRedo: () => run({ kind: 'redo' }),
    onRemove: (stepId) => remove(rows.find(({ step }) => step.id === stepId)),
    onTool: (tool) => run({ kind: 'use-tool', tool }),
    onAdd: (step) => run({ kind: 'add-step', step }),
    onReadAllPages: () => undefined,
    onKeepPages: () => undefined,
    onAllowSite: () => void allow(recording),
    onLeaveOut: () => run({ kind: 'leave-out' }),
  };
}
