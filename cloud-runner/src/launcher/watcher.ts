/** How whoever starts an installation follows it. */
export type Watcher = {
  /** Runs a stage of the start, and may show its name and time. */
  stage: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** A part died by itself and comes back in so many milliseconds. */
  onDeath?: (name: string, againInMs: number) => void;
};
