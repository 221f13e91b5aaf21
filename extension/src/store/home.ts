import { storage } from 'wxt/utils/storage';
import type { RunStatus } from '@mayfly/shared/api/run-state.ts';

/** An automation as the popup lists it. Times in ms since 1970. */
export type KnownAutomation = {
  subject: string;
  name: string;
  origins: string[];
  writes: boolean;
  /** Whether a run asks for something first. */
  asks: boolean;
  /** Whether its permission names a stored sign-in. */
  usesSignIn: boolean;
  /** The permission by which a run is ordered; absent while there is none that holds. */
  grant?: string;
  deadlineMs?: number;
  nextRunAt?: number;
};

/** A run as the popup lists it. */
export type KnownRun = {
  run: string;
  name: string;
  status: RunStatus;
  step?: number;
  of?: number;
  at: number;
};

/** What was last known of the runner, so that popup and pages draw at once, also when the runner is away. */
export type KnownHome = {
  /** When it was last asked in vain, ms since 1970; absent while it answers. */
  failedAt?: number;
  automations: KnownAutomation[];
  /** The latest. */
  runs: KnownRun[];
  /** Runs with an unknown outcome that nobody has answered for. */
  needsYou: number;
  /** Runs in line or under way. */
  underWay: number;
  /** When this was so, ms since 1970. */
  at: number;
};

/** Dies when the browser closes: it holds opened names. */
export const knownHome = storage.defineItem<KnownHome | null>('session:home', { fallback: null });

/** What the popup was about to do when Chrome's prompt closed it; reopening goes on there. */
export type PopupIntent = { kind: 'store-cookies'; host: string };

/** Dies when it was taken up, or when the browser closes. */
export const popupIntent = storage.defineItem<PopupIntent | null>('session:popup-intent', {
  fallback: null,
});
