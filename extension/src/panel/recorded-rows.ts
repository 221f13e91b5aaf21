import type { Target } from '@mayfly/shared/base/target.ts';
import type { RecordedEvent } from '@mayfly/shared/event/recorded-event.ts';
import { toSteps } from '@mayfly/shared/steps/to-steps.ts';
import type { Entry } from '../store/recording.ts';
import type { RecordedStep } from './recording-view.ts';
import { rowOfStep, rowOfUnseen } from './row-of-step.ts';

/** A row, and the keys of all the entries that it stands for. */
export type Row = { step: RecordedStep; keys: readonly number[] };

/** Fingerprints are for finding things again; a sentence needs none, and the panel must be quick. */
function lean(event: RecordedEvent): RecordedEvent {
  if (!('target' in event) || !event.target) return event;
  const { fingerprint: _fingerprint, ...target }: Target = event.target;
  return { ...event, target };
}

function idOf(key: number): string {
  return `entry-${key}`;
}

function keyOf({ id }: { id: string }): number {
  return Number(id.replace('entry-', ''));
}

/** The steps that the entries stand for, in order, each with its number and its entries. */
export function recordedRows(order: readonly number[], entries: ReadonlyMap<number, Entry>): Row[] {
  const keys = new Map<RecordedEvent, number>();
  const unseen: Omit<RecordedStep, 'number'>[] = [];
  let last = order[0] ?? 0;
  for (const key of order) {
    const entry = entries.get(key);
    if (entry?.kind === 'event') keys.set(lean(entry.event), key);
    if (entry?.kind === 'unseen') unseen.push(rowOfUnseen(idOf(key), entry.what));
  }
  // A step that is made up between two acts, such as turning to a tab, goes with the act after it: half a key before.
  const newId = (event: RecordedEvent): string => {
    const key = keys.get(event);
    last = key ?? last + 0.5;
    return idOf(last);
  };
  const seen = toSteps([...keys.keys()], newId).map(rowOfStep);
  const rows = [...seen, ...unseen].toSorted((one, other) => keyOf(one) - keyOf(other));
  return rows.map((row, index) => {
    const next = rows[index + 1];
    const end = next ? keyOf(next) : Infinity;
    return {
      step: { ...row, number: index + 1 },
      keys: order.filter((key) => key >= keyOf(row) && key < end),
    };
  });
}
