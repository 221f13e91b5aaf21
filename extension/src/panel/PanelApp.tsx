import { useEffect, useMemo, useState } from 'react';
import type { Recording as RecordingData } from '../store/recording.ts';
import { LiveClock } from '../ui/clock.tsx';
import { PermissionFlow } from './PermissionFlow.tsx';
import { recordedRows } from './recorded-rows.ts';
import { Recording } from './Recording.tsx';
import { recordingActions } from './recording-actions.ts';
import { useRecording } from './use-recording.ts';
import type { Recorded } from './use-recording.ts';
import { viewOfRecording } from './view-of-recording.ts';
import { strings } from './strings.ts';

/** The side panel: asks for the site, then shows each act as it is recorded. */
export function PanelApp() {
  const recorded = useRecording();
  if (!recorded) return null;
  const { recording, intent, entries } = recorded;
  if (recording) {
    return (
      <LiveClock>
        <RecordingFlow recording={recording} entries={entries} />
      </LiveClock>
    );
  }
  return intent ? <PermissionFlow intent={intent} /> : <p>{strings.idle}</p>;
}

type RecordingFlowProps = { recording: RecordingData; entries: Recorded['entries'] };

function RecordingFlow({ recording, entries }: RecordingFlowProps) {
  const shortcut = useShortcut();
  const { order } = recording;
  const rows = useMemo(() => recordedRows(order, entries), [order, entries]);
  return (
    <Recording
      view={viewOfRecording(recording, rows, shortcut)}
      actions={recordingActions(recording, rows)}
    />
  );
}

/** The keys of `record`, as set in chrome://extensions/shortcuts. */
function useShortcut(): string | undefined {
  const [shortcut, setShortcut] = useState<string>();
  useEffect(() => {
    const read = async (): Promise<void> => {
      const commands = await chrome.commands.getAll();
      const keys = commands.find(({ name }) => name === 'record')?.shortcut;
      setShortcut(keys ? keys.replaceAll('+', ' ') : undefined);
    };
    void read();
  }, []);
  return shortcut;
}
