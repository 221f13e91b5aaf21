import { useEffect } from 'react';
import { refreshHome } from '../cloud/refresh-home.ts';
import { freshness } from '../store/freshness.ts';
import { warningOf } from '../store/freshness-warning.ts';
import { knownHome } from '../store/home.ts';
import { runner } from '../store/runner.ts';
import { useClock } from '../ui/clock.tsx';
import { strings } from '../pages/strings.ts';
import { useStored } from './use-stored.ts';
import type { KnownHome } from '../store/home.ts';
import type { RunnerAway } from '../pages/shell-view.ts';
import type { ShellProps } from './shell-props.ts';

/** How long until a runner that does not answer is asked again, ms. */
const retryMs = 30_000;

/** What stands around every page: the runner, whether it answers, and what waits for this person. */
export function useShell(): ShellProps {
  const { now } = useClock();
  const pinned = useStored(runner);
  const home = useStored(knownHome);
  const fresh = useStored(freshness);
  const failedAt = home?.failedAt;
  useEffect(() => {
    void refreshHome();
  }, []);
  useEffect(() => {
    if (failedAt === undefined) return undefined;
    const timer = setTimeout(() => void refreshHome(), retryMs);
    return () => clearTimeout(timer);
  }, [failedAt]);
  const host = pinned ? new URL(pinned.brokerUrl).host : '';
  const away = home && awayOf(home, host);
  return {
    shell: {
      organization: host,
      device: strings.shell.thisBrowser,
      needsYou: home?.needsYou ?? 0,
      away: away ?? undefined,
      freshness: warningOf(fresh ?? null, now),
    },
    shellActions: {
      onTryNow: () => void refreshHome(),
      onCopyDetails: () => void navigator.clipboard.writeText(detailsOf(away ?? undefined)),
      onUnlock: () => document.querySelector<HTMLElement>('input[type=password]')?.focus(),
    },
  };
}

function awayOf({ failedAt, underWay }: KnownHome, host: string): RunnerAway | undefined {
  if (failedAt === undefined) return undefined;
  const online = navigator.onLine;
  return { host, failedAt, online, nextTryAt: failedAt + retryMs, runsUnderWay: underWay };
}

function detailsOf(away: RunnerAway | undefined): string {
  if (!away) return '';
  return `runner-unreachable ${away.host} ${new Date(away.failedAt).toISOString()} online=${away.online}`;
}
