import type { RecordedEvent } from '@mayfly/shared/event/recorded-event.ts';
import { readEntries } from '../store/recording.ts';
import type { Entry, Recording, RecordingFacts } from '../store/recording.ts';
import type { Site } from './sites.ts';

/** What a recording leaves behind, to be reviewed: everything that a person agrees on is made of it. */
export type Draft = {
  /** 16 random bytes as an id, so that it may become an automation's subject. */
  id: string;
  startedAt: number;
  stoppedAt: number;
  /** Sites that the person allowed; the first is where it began. */
  sites: Site[];
  facts: RecordingFacts;
  events: RecordedEvent[];
  /** Places where an act could not be seen. */
  unseen: Extract<Entry, { kind: 'unseen' }>[];
};

/** The draft of a recording as it is now. */
export async function draftOf(recording: Recording): Promise<Draft> {
  const { id, startedAt, sites, facts, order } = recording;
  const all = await readEntries();
  const entries = order.flatMap((key) => all.get(key) ?? []);
  return {
    id,
    startedAt,
    stoppedAt: Date.now(),
    sites,
    facts,
    events: entries.flatMap((entry) => (entry.kind === 'event' ? [entry.event] : [])),
    unseen: entries.flatMap((entry) => (entry.kind === 'unseen' ? [entry] : [])),
  };
}
