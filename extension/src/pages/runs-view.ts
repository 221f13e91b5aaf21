import type { RunStatus } from '@mayfly/shared/api/run-state.ts';
import type { Erasure, Starter } from './run-view.ts';

/** A run in the list, or a slot that passed without one (`missed`, with its reason). Times in ms since 1970. */
export type RunRow = {
  /** Id of the run. */
  id: string;
  number: number | undefined;
  name: string;
  status: RunStatus | 'missed';
  starter: Starter;
  at: number;
  durationMs?: number | undefined;
  /** The step under way or that failed, and how many there are. */
  step?: number | undefined;
  of?: number | undefined;
  rows?: number | undefined;
  /** Rows that there were to read, where that is known. */
  rowsOf?: number | undefined;
  changes?: { confirmed: number; of: number } | undefined;
  /** What to say instead: “Signed out”, the reason of a missed slot. */
  reason?: string | undefined;
  startsAt?: number | undefined;
  erasure?: Erasure | undefined;
  /** Nothing signed supports this state. */
  unproved?: boolean;
  /** A person has told its outcome, which nobody could prove. */
  settled?: boolean;
};

/** The list of runs. */
export type RunsView = {
  /** Undefined while loading. The latest first. */
  runs: readonly RunRow[] | undefined;
  /** How many there are with the older ones; undefined: not known. */
  total?: number | undefined;
  hasOlder: boolean;
  /** How far back the list goes; undefined: all. */
  sinceDays: number | undefined;
  /** When this was last known to be so; for a runner that does not answer. */
  asOf?: number | undefined;
};

/** What can be done from the list of runs. */
export type RunsActions = {
  onSince: (days: number | undefined) => void;
  onOlder: () => void;
  onExport: () => void;
};
