import type { SignInHealth } from '../ui/sign-in-health.ts';
import type { RunStatus } from '@mayfly/shared/api/run-state.ts';

/** When an automation runs next. Times in ms since 1970; `words` is the schedule, “Weekdays at 09:00”. */
export type NextRun =
  | { kind: 'at'; at: number; words: string }
  /** Due, and waiting for the runner. */
  | { kind: 'due'; at: number; words: string }
  | { kind: 'on-demand' }
  | { kind: 'paused'; since: number }
  /** Recorded, not confirmed. */
  | { kind: 'draft' };

/** The latest run, as far as it was told. */
export type LastRun = {
  id: string;
  number: number | undefined;
  status: RunStatus;
  at: number;
  step?: number | undefined;
  of?: number | undefined;
  rows?: number | undefined;
  code?: string | undefined;
};

/** An automation in the list. Times in ms since 1970. */
export type AutomationRow = {
  /** Subject of the automation. */
  id: string;
  name: string;
  /** The first is where it begins. */
  hosts: readonly string[];
  writes: boolean;
  mine: boolean;
  next: NextRun;
  last?: LastRun | undefined;
  /** How the sign-in stands that it uses, where this device knows it. */
  signIn?: SignInHealth | undefined;
  /** When the permission ends, once that is near or past. */
  permissionEndsAt?: number | undefined;
  /** Runs in line or under way. */
  waiting: number;
};

/** The list of automations, whole, in part, or as it was last known. */
export type AutomationsView = {
  /** Undefined while loading. */
  automations: readonly AutomationRow[] | undefined;
  /** Some could not be opened here, and why. */
  partial?: { of: number; why: string } | undefined;
  /** When this was last known to be so; for a runner that does not answer. */
  asOf?: number | undefined;
};

/** What can be done from the list; ids are of automations unless said. */
export type AutomationsActions = {
  onRecord: () => void;
  onImport: () => void;
  onOpen: (id: string) => void;
  onRun: (id: string) => void;
  onStop: (runId: string) => void;
  /** Resync the sign-in of an automation that was signed out. */
  onResync: (id: string) => void;
  onReview: (id: string) => void;
  onSchedule: (id: string) => void;
  onExport: (id: string) => void;
  onRemove: (id: string) => void;
  onOpenRun: (runId: string) => void;
};
