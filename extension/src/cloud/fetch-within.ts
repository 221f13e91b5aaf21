/** Who has not begun to answer after so long does not answer, ms: long enough to take what is large over a slow line. */
const patienceMs = 30_000;

/** As `fetch`, but it gives up on who does not begin to answer. An answer that has begun may take as long as it likes. */
export function fetchWithin(withinMs = patienceMs): typeof fetch {
  return async (input, init = {}) => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), withinMs);
    const signal = init.signal ? AbortSignal.any([init.signal, late.signal]) : late.signal;
    try {
      return await fetch(input, { ...init, signal });
    } finally {
      clearTimeout(timer);
    }
  };
}
