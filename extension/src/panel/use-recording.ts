import { useEffect, useState } from 'react';
import { entryNumber, intentItem, readEntries, recordingItem } from '../store/recording.ts';
import type { Entry, Recording, RecordingIntent } from '../store/recording.ts';

/** All that the panel knows: what `storage.session` holds, from the first act on, whenever the panel was opened. */
export type Recorded = {
  recording: Recording | null;
  intent: RecordingIntent | null;
  entries: ReadonlyMap<number, Entry>;
};

async function readAll(): Promise<Recorded> {
  const [recording, intent, entries] = await Promise.all([
    recordingItem.getValue(),
    intentItem.getValue(),
    readEntries(),
  ]);
  return { recording, intent, entries };
}

function withChanges(
  entries: ReadonlyMap<number, Entry>,
  changes: Record<string, chrome.storage.StorageChange>,
): ReadonlyMap<number, Entry> {
  const changed = Object.entries(changes).flatMap(([storageKey, { newValue }]) => {
    const key = entryNumber(storageKey);
    return key === undefined ? [] : [[key, newValue as Entry | undefined] as const];
  });
  if (changed.length === 0) return entries;
  const after = new Map(entries);
  for (const [key, entry] of changed) {
    if (entry) after.set(key, entry);
    else after.delete(key);
  }
  return after;
}

/** What is recorded, as it comes in; undefined until it was read once. */
export function useRecording(): Recorded | undefined {
  const [recorded, setRecorded] = useState<Recorded>();
  useEffect(() => {
    const stopped = new AbortController();
    const onChanged = (changes: Record<string, chrome.storage.StorageChange>): void =>
      setRecorded(
        (before) => before && { ...before, entries: withChanges(before.entries, changes) },
      );
    chrome.storage.session.onChanged.addListener(onChanged);
    const unwatch = [
      recordingItem.watch((recording) =>
        setRecorded((before) => before && { ...before, recording }),
      ),
      intentItem.watch((intent) => setRecorded((before) => before && { ...before, intent })),
      () => chrome.storage.session.onChanged.removeListener(onChanged),
    ];
    const begin = async (): Promise<void> => {
      const all = await readAll();
      if (!stopped.signal.aborted) setRecorded(all);
    };
    void begin();
    return () => {
      stopped.abort();
      for (const end of unwatch) end();
    };
  }, []);
  return recorded;
}
