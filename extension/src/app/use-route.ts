import { useSyncExternalStore } from 'react';
import { routeOf } from '../pages/routes.ts';
import type { Route } from '../pages/routes.ts';

/** Which page the address names, followed as it changes. */
export function useRoute(): Route {
  return routeOf(useSyncExternalStore(follow, () => location.hash));
}

function follow(changed: () => void): () => void {
  const stop = new AbortController();
  addEventListener('hashchange', changed, { signal: stop.signal });
  return () => stop.abort();
}
