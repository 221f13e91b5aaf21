import { useEffect, useState } from 'react';
import { EngineError } from '@mayfly/shared/base/errors.ts';
import { syncCharter } from '../cloud/charter.ts';
import { connect } from '../cloud/doors.ts';
import { runner } from '../store/runner.ts';
import { strings } from '../pages/strings.ts';
import type { RunnerAway, ShellActions, ShellView } from '../pages/shell-view.ts';

/** How long until an unanswering runner is asked again, ms. */
const retryMs = 30_000;

/** What stands around every page: the runner, whether it answers, and what this device is called. */
export function useShell(unlock: () => void): { shell: ShellView; shellActions: ShellActions } {
  const [away, setAway] = useState<RunnerAway>();
  const [host, setHost] = useState('');
  const ask = async () => setAway(await askRunner());
  useEffect(() => {
    void runner.getValue().then((known) => setHost(known ? new URL(known.brokerUrl).host : ''));
    void ask();
  }, []);
  useEffect(() => {
    if (!away) return undefined;
    const timer = setTimeout(() => void ask(), retryMs);
    return () => clearTimeout(timer);
  }, [away]);
  return {
    shell: {
      organization: host,
      device: strings.shell.thisBrowser,
      needsYou: 0,
      ...(away ? { away } : {}),
    },
    shellActions: {
      onTryNow: () => void ask(),
      onCopyDetails: () => void navigator.clipboard.writeText(detailsOf(away)),
      onUnlock: unlock,
    },
  };
}

async function askRunner(): Promise<RunnerAway | undefined> {
  const known = await runner.getValue();
  try {
    await syncCharter(await connect());
    return undefined;
  } catch (error) {
    if (!(error instanceof EngineError) || !known) return undefined;
    return {
      host: new URL(known.brokerUrl).host,
      failedAt: Date.now(),
      online: navigator.onLine,
      nextTryAt: Date.now() + retryMs,
      runsUnderWay: 0,
    };
  }
}

function detailsOf(away: RunnerAway | undefined): string {
  if (!away) return '';
  return `runner-unreachable ${away.host} ${new Date(away.failedAt).toISOString()} online=${away.online}`;
}
