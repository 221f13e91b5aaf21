import { useEffect, useEffectEvent } from 'react';
import { MayflyError } from '@mayfly/shared/base/errors.ts';
import { connect } from '../cloud/doors.ts';
import { refreshHome } from '../cloud/refresh-home.ts';
import { followRuns } from '../cloud/run-events.ts';
import { knownHome } from '../store/home.ts';
import type { RunEvent } from '../cloud/run-events.ts';

/** How long until a stream that ended is asked for again, ms. */
const againMs = 3_000;

/**
 * Hears what the runner tells of its runs while the page is open, from where it was heard last; `onBack`: it answers again
 * after it did not.
 */
export function useRunEvents(onEvent: (event: RunEvent) => void, onBack: () => void): void {
  const heard = useEffectEvent(onEvent);
  const isBack = useEffectEvent(onBack);
  useEffect(() => {
    const closed = new AbortController();
    void listen(closed.signal, heard, isBack);
    return () => closed.abort();
  }, []);
}

async function listen(
  signal: AbortSignal,
  heard: (event: RunEvent) => void,
  isBack: () => void,
): Promise<void> {
  let wasAway = false;
  let lastId: string | undefined;
  while (!signal.aborted) {
    try {
      const onOpen = (): void => {
        void refreshIfAway();
        if (wasAway) isBack();
        wasAway = false;
      };
      for await (const event of followRuns(await connect(), { signal, lastId, onOpen })) {
        lastId = event.id;
        heard(event);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof MayflyError) && !(error instanceof TypeError)) throw error;
      wasAway = true;
      // Who looks at a page learns at once that the runner is away.
      if ((await knownHome.getValue())?.failedAt === undefined) void refreshHome();
    }
    await waited(againMs, signal);
  }
}

/** A runner that is back is seen at once. */
async function refreshIfAway(): Promise<void> {
  if ((await knownHome.getValue())?.failedAt !== undefined) await refreshHome();
}

function waited(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    resolve();
  });
  return promise;
}
