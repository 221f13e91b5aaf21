/** The runner does not answer. Times in ms since 1970. */
export type RunnerAway = {
  host: string;
  /** When it was last asked in vain. */
  failedAt: number;
  /** Whether this computer has a network at all. */
  online: boolean;
  nextTryAt: number;
  /** Runs that were under way when it was last heard. */
  runsUnderWay: number;
};

/** What stands around every page. */
export type ShellView = {
  organization: string;
  device: string;
  /** Undefined while it answers. */
  away?: RunnerAway | undefined;
  /** Schedules that stop unless this device is unlocked by then. */
  freshness?: { by: number; schedules: number } | undefined;
  /** Runs that wait for this person's word. */
  needsYou: number;
};

/** What can be done from around every page. */
export type ShellActions = {
  onTryNow: () => void;
  onCopyDetails: () => void;
  onUnlock: () => void;
};
