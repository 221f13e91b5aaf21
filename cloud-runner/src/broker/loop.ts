import type { Bell } from './feed/bell.ts';

/** Work that is done over and over until it is stopped. */
export type Loop = {
  /** Resolves once the work that goes on is done; no more follows. */
  readonly stop: () => Promise<void>;
};

/** How often, and on whose ring, work is done; a failure is told and does not end the loop. */
export type Rhythm = {
  readonly everyMs: number;
  readonly bell: Bell;
  readonly onError: (error: unknown) => void;
};

/** Does `work` at once, then after each ring of the bell, and `everyMs` after it was done last. */
export function startLoop(work: () => Promise<unknown>, { everyMs, bell, onError }: Rhythm): Loop {
  const stopping = new AbortController();
  const turn = async () => {
    while (!stopping.signal.aborted) {
      const rings = bell.rings();
      await work().catch(onError);
      await bell.heard(rings, everyMs, stopping.signal);
    }
  };
  const turning = turn();
  return {
    stop: async () => {
      stopping.abort();
      await turning;
    },
  };
}
