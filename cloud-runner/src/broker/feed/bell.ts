/** Wakes those who wait for something new. */
export type Bell = {
  /** How often it rang so far: read it before looking, and no ring is missed. */
  readonly rings: () => number;
  /** Wakes everybody who waits. */
  readonly ring: () => void;
  /** Resolves once it rang more often than `rings`, or after `timeoutMs`, or when `signal` aborts. */
  readonly heard: (rings: number, timeoutMs: number, signal: AbortSignal) => Promise<void>;
};

/** A bell that never rang. */
export function makeBell(): Bell {
  let count = 0;
  const waiting = new Set<() => void>();
  return {
    rings: () => count,
    ring: () => {
      count += 1;
      for (const wake of waiting) wake();
    },
    heard: async (rings, timeoutMs, signal) => {
      if (count > rings || signal.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const wake = () => resolve();
      waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
      const timer = setTimeout(wake, timeoutMs);
      await promise;
      clearTimeout(timer);
      waiting.delete(wake);
      signal.removeEventListener('abort', wake);
    },
  };
}
