/** How often further origins are told, in ms: a page may load hundreds of things at once. */
const pauseMs = 500;

/**
 * Tells the origins from which a page loads something, each once.
 * Resource timing names them without method; of sites that are not permitted nothing else can be known.
 */
export function watchOrigins(tell: (origins: string[]) => void, signal: AbortSignal): void {
  const told = new Set<string>();
  let fresh: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    timer = undefined;
    tell(fresh);
    fresh = [];
  };
  const observer = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) {
      const origin = URL.parse(name)?.origin;
      if (!origin?.startsWith('http') || told.has(origin)) continue;
      told.add(origin);
      fresh.push(origin);
    }
    if (fresh.length > 0) timer ??= setTimeout(flush, pauseMs);
  });
  observer.observe({ type: 'resource', buffered: true });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}
