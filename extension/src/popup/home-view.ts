import type { RunStatus } from '@mayfly/shared/api/run-state.ts';
import type { SignInHealth } from '../ui/sign-in-health.ts';

/** The page under the popup. `not-recordable`: Chrome's own pages, the store, files. */
export type HomeSite =
  | { kind: 'not-recordable' }
  | { kind: 'site'; host: string; signIn: { storedAt: number; health: SignInHealth } | undefined };

/** An automation of the site under the popup. Times in ms since 1970. */
export type HomeAutomation = {
  /** Subject of the automation. */
  id: string;
  name: string;
  nextRunAt?: number | undefined;
  writes: boolean;
  /** The policy asks a second person. */
  needsApproval?: boolean;
};

/** One of the latest runs. Times in ms since 1970. */
export type HomeRun = {
  /** Id of the run. */
  id: string;
  name: string;
  status: RunStatus;
  /** The step under way and how many there are, both from 1. */
  step?: number | undefined;
  of?: number | undefined;
  at: number;
};

/** What needs the person: a sign-in that ends or was ended, or this device, not heard of for long. Times in ms since 1970. */
export type HomeNews =
  | { kind: 'expires' | 'signed-out'; host: string; at: number }
  | { kind: 'fresh'; by: number; schedules: number };

/** All that the popup shows first; from one read of `storage.session`. Times in ms since 1970. */
export type HomeView = {
  runner: 'connected' | 'away';
  /** Whether there is something to show below the buttons: not while the device is locked, or the runner is asked first. */
  known?: 'yes' | 'locked' | 'asking' | undefined;
  /** When the runner was last heard; only while it is away. */
  asOf?: number | undefined;
  /** The most pressing first. */
  news?: readonly HomeNews[] | undefined;
  site: HomeSite;
  /** A recording that goes on, in whichever tab. */
  recording?: { host: string; startedAt: number; steps: number } | undefined;
  /** As set in chrome://extensions/shortcuts: `Alt Shift R`. */
  shortcut?: string | undefined;
  automations: readonly HomeAutomation[];
  runs: readonly HomeRun[];
};
