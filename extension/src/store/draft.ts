import type { RecordedEvent } from '@mayfly/shared/event/recorded-event.ts';
import type { RecordingFacts } from './recording.ts';

/** A recording that was stopped and not saved yet. Kept sealed on this device; dies when saved, discarded, or in 7 days. */
export type Draft = {
  id: string;
  /** When it was stopped, ms since 1970. */
  recordedAt: number;
  /** Sites that were recorded; the first is where it began. */
  sites: string[];
  events: RecordedEvent[];
  facts: RecordingFacts;
  /** Parts of pages that could not be seen. */
  unseen: number;
};
