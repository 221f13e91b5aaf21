import type { SignInHealth } from '../ui/sign-in-health.ts';

/** A stored sign-in: names, counts and ends, never values. Times in ms since 1970. */
export type SignInRow = {
  /** Subject of the session. */
  id: string;
  host: string;
  cookies: number;
  storageEntries: number;
  /** Further hosts whose cookies are in it. */
  withHosts: readonly string[];
  health: SignInHealth;
  /** Names of the automations that use it. */
  usedBy: readonly string[];
  storedAt: number;
  /** Whether this device knows what was chosen, so that one click suffices. */
  resyncHere: boolean;
  /** Runs in line or under way that use it. */
  waiting: number;
};

/** What this device warns of. */
export type SignInWarnings = {
  expiry: boolean;
  signedOut: boolean;
  resyncAlone: boolean;
};

/** What was just done, with its receipt. */
export type SignInNews =
  | { kind: 'resynced'; host: string; added: number; gone: number }
  | { kind: 'revoked'; host: string; runs: number };

/** The list of stored sign-ins. */
export type SignInsView = {
  /** Undefined while loading. */
  signIns: readonly SignInRow[] | undefined;
  /** When this was last known to be so; for a runner that does not answer. */
  asOf?: number | undefined;
  warnings: SignInWarnings;
  news?: SignInNews | undefined;
};

/** What can be done with stored sign-ins; ids are of sessions. */
export type SignInsActions = {
  onStore: () => void;
  onResync: (id: string) => void;
  onTry: (id: string) => void;
  onRevoke: (id: string) => void;
  onWarnings: (warnings: SignInWarnings) => void;
};
