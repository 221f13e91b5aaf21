import { storage } from 'wxt/utils/storage';
import type { RecordedEvent } from '@mayfly/shared/event/recorded-event.ts';
import type { Unseen } from '../capture/recorder-port.ts';
import type { PickingTool } from '../capture/picker/pick.ts';
import type { Site } from '../recording/sites.ts';

/** A tab that a recording follows; its place in the list is its number in events. */
export type FollowedTab = {
  /** Chrome's own number; absent once it is closed. */
  id?: number;
  /** Where it is; the last known address while it is on a site that may not be seen. */
  url: string;
  /** The page itself is on its way there. */
  leavingTo?: string;
  /** It shows a site that is not part of the recording; which, where it is known, and whether the person wants it so. */
  elsewhere?: { site?: Site; leftOut?: boolean };
};

/** What was learned beside the acts: for the limits of a permission and for storing the sign-in. */
export type RecordingFacts = {
  /** Origins from which pages loaded something. */
  origins: string[];
  /** Sites that the tab itself passed through, such as a sign-in's own. */
  passed: Site[];
  /** Sites that asked for a session bound to this device. */
  deviceBound: Site[];
};

/** A recording that goes on. */
export type Recording = {
  id: string;
  status: 'recording' | 'paused';
  startedAt: number;
  windowId: number;
  tabs: FollowedTab[];
  /** Number of the tab that is turned to. */
  current: number;
  /** Sites that may be seen; the first is where it began. */
  sites: Site[];
  /** Sites that the person left out. */
  leftOut: Site[];
  tool?: PickingTool;
  /** Keys of the entries that count, in order. */
  order: number[];
  /** What was undone, the latest last: the order before, as it was. */
  undone: number[][];
  nextKey: number;
  facts: RecordingFacts;
};

/** One thing that was recorded: an act, or the note that something cannot be. */
export type Entry =
  | { kind: 'event'; event: RecordedEvent }
  | { kind: 'unseen'; what: Unseen; at: number; url: string; tab: number };

/** The recording that goes on; at most one. Dies when it is stopped or discarded, or when the browser closes. */
export const recordingItem = storage.defineItem<Recording | null>('session:recording', {
  fallback: null,
});

/** What the popup asked to record, until the panel has its answer. Dies with that answer, or when the browser closes. */
export const intentItem = storage.defineItem<RecordingIntent | null>('session:recording-intent', {
  fallback: null,
});

/** A page that a person wants to record on, before Chrome was asked. */
export type RecordingIntent = { tabId: number; windowId: number; site: Site; url: string };

const entryPrefix = 'recording-entry-';

/** One key per entry, so that writing one act does not write all. Entries die with their recording. */
export function entryKey(key: number): string {
  return `${entryPrefix}${key}`;
}

/** The entry's key that a key of `storage.session` stands for; undefined for other things. */
export function entryNumber(storageKey: string): number | undefined {
  return storageKey.startsWith(entryPrefix)
    ? Number(storageKey.slice(entryPrefix.length))
    : undefined;
}

/** Every entry that is kept, by its key; also those undone. */
export async function readEntries(): Promise<Map<number, Entry>> {
  const all = await chrome.storage.session.get<Record<string, Entry>>(null);
  return new Map(
    Object.entries(all).flatMap(([storageKey, entry]) => {
      const key = entryNumber(storageKey);
      return key === undefined ? [] : [[key, entry] as const];
    }),
  );
}

/** One entry; undefined where there is none with this key. */
export async function readEntry(key: number): Promise<Entry | undefined> {
  const found = await chrome.storage.session.get<Record<string, Entry>>(entryKey(key));
  return found[entryKey(key)];
}

/** Keeps an entry. */
export async function writeEntry(key: number, entry: Entry): Promise<void> {
  await chrome.storage.session.set({ [entryKey(key)]: entry });
}

/** Forgets entries. */
export async function removeEntries(keys: Iterable<number>): Promise<void> {
  await chrome.storage.session.remove([...keys].map(entryKey));
}
