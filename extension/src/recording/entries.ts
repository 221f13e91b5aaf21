import type { RecordedEvent } from '@mayfly/shared/event/recorded-event.ts';
import type { Send } from '@mayfly/shared/base/send.ts';
import { isSameTarget } from '@mayfly/shared/base/target.ts';
import { readEntry, removeEntries, writeEntry } from '../store/recording.ts';
import type { Entry, Recording } from '../store/recording.ts';

/** Further typing into the same field holds all that was typed before: it takes the place of the entry before. */
function replaces(before: Entry | undefined, entry: Entry): boolean {
  if (before?.kind === 'unseen' && entry.kind === 'unseen')
    return before.what === entry.what && before.tab === entry.tab;
  if (before?.kind !== 'event' || entry.kind !== 'event') return false;
  const [one, other] = [before.event, entry.event];
  if (one.kind !== 'input' || other.kind !== 'input' || one.tab !== other.tab) return false;
  return isSameTarget(one.target, other.target);
}

function withSends(entry: Entry, sends: readonly Send[]): Entry {
  if (entry.kind !== 'event' || sends.length === 0) return entry;
  return { ...entry, event: { ...entry.event, sends: [...sends] } };
}

function sendsOf(entry: Entry | undefined): readonly Send[] {
  return entry?.kind === 'event' ? (entry.event.sends ?? []) : [];
}

async function lastEntry({ order }: Recording): Promise<Entry | undefined> {
  const key = order.at(-1);
  return key === undefined ? undefined : readEntry(key);
}

/** The recording with one more entry, which is written first. What was undone before cannot be done again after it. */
export async function withEntry(recording: Recording, entry: Entry): Promise<Recording> {
  const before = await lastEntry(recording);
  const lastKey = recording.order.at(-1);
  if (lastKey !== undefined && replaces(before, entry)) {
    await writeEntry(lastKey, withSends(entry, sendsOf(before)));
    return forgetUndone(recording);
  }
  const key = recording.nextKey;
  await writeEntry(key, entry);
  return forgetUndone({ ...recording, order: [...recording.order, key], nextKey: key + 1 });
}

async function forgetUndone(recording: Recording): Promise<Recording> {
  if (recording.undone.length === 0) return recording;
  const kept = new Set(recording.order);
  await removeEntries(recording.undone.flat().filter((key) => !kept.has(key)));
  return { ...recording, undone: [] };
}

/** The recording with one more act. */
export function withEvent(recording: Recording, event: RecordedEvent): Promise<Recording> {
  return withEntry(recording, { kind: 'event', event });
}

/** The recording without these entries; they can be had back. */
export function withoutEntries(recording: Recording, keys: readonly number[]): Recording {
  const { order, undone } = recording;
  return {
    ...recording,
    order: order.filter((key) => !keys.includes(key)),
    undone: [...undone, order],
  };
}

/** The recording with what was last taken out. */
export function withUndone(recording: Recording): Recording {
  const { undone } = recording;
  return { ...recording, order: undone.at(-1) ?? recording.order, undone: undone.slice(0, -1) };
}

/** Writes down that the last act in a tab sent data. Nothing happens where there is none. */
export async function addSend(recording: Recording, tab: number, send: Send): Promise<void> {
  const key = recording.order.at(-1);
  const entry = await lastEntry(recording);
  if (key === undefined || entry?.kind !== 'event' || entry.event.tab !== tab) return;
  const sends = sendsOf(entry);
  const isKnown = sends.some(
    (each) => each.origin === send.origin && each.method === send.method && each.path === send.path,
  );
  if (!isKnown) await writeEntry(key, withSends(entry, [...sends, send]));
}

/** When a tab was last clicked in, or a key pressed (ms since 1970 UTC); undefined where something else came last. */
export async function lastActAt(recording: Recording, tab: number): Promise<number | undefined> {
  const entry = await lastEntry(recording);
  if (entry?.kind !== 'event' || entry.event.tab !== tab) return undefined;
  return entry.event.kind === 'click' || entry.event.kind === 'key' ? entry.event.at : undefined;
}
