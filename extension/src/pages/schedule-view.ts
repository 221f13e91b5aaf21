import type { ErrorWords } from '../ui/error-words.ts';

/** What the person decides; goes into the grant. `graceMs`: how late a slot may still start. */
export type ScheduleChoices = {
  /** Five fields. */
  cron: string;
  /** IANA. */
  zone: string;
  graceMs: number;
  /** Runs of this permission at once. */
  parallel: number;
};

/** The schedule of an automation, before it is confirmed. */
export type ScheduleView = {
  /** Whether there is one that can be removed. */
  exists: boolean;
  choices: ScheduleChoices;
  /** What each run asks for, in the person's words: a schedule has nobody to ask. */
  asks?: readonly string[] | undefined;
  /** When the sign-in and the permission end, ms since 1970. */
  signInEndsAt?: number | undefined;
  permissionEndsAt?: number | undefined;
  stage: { kind: 'editing' } | { kind: 'saving' } | { kind: 'failed'; words: ErrorWords };
};

/** What the schedule leads to. */
export type ScheduleActions = {
  /** The next slots (ms since 1970), the first `most`; of a cron and a zone that are understood. */
  slotsOf: (choices: ScheduleChoices, most: number) => readonly number[];
  onConfirm: (choices: ScheduleChoices) => void;
  onRemove: () => void;
  onClose: () => void;
  onResync: () => void;
  /** To the steps, where what is asked can be fixed. */
  onEdit: () => void;
};
