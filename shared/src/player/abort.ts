/** What `work` answers, or the signal's reason as soon as it is aborted. The work itself is left to end by itself. */
export async function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason as Error);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    // The loser of the race is nobody's any more.
    work.catch(() => undefined);
  }
}

/** Waits for a time, unless the signal is aborted before. */
export async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, durationMs);
  try {
    await orAbort(promise, signal);
  } finally {
    clearTimeout(timer);
  }
}
