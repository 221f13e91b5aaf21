import { useState } from 'react';
import { toCsv } from '@mayfly/shared/report/csv.ts';
import { Runs } from '../pages/Runs.tsx';
import { strings } from '../pages/strings.ts';
import { loadRuns } from './load-runs.ts';
import { LoadState } from './LoadState.tsx';
import { saveFile } from './save-file.ts';
import { useLoad } from './use-load.ts';
import { useRunEvents } from './use-run-events.ts';
import type { RunRow } from '../pages/runs-view.ts';
import type { RunsWanted } from './load-runs.ts';
import type { ShellProps } from './shell-props.ts';

const words = strings.acts;

/** Every run, and what needs this person. */
export function RunsPage(shell: ShellProps) {
  const [wanted, setWanted] = useState<RunsWanted>({ sinceDays: 7, pages: 1 });
  const [load, again] = useLoad(() => loadRuns(wanted), [wanted]);
  useRunEvents(
    () => void again(),
    () => void again(),
  );
  if (load.kind === 'failed') return <LoadState load={load} {...shell} current="runs" />;
  const view = load.kind === 'loaded' ? load.value : undefined;
  return (
    <Runs
      {...shell}
      view={view ?? { runs: undefined, hasOlder: false, sinceDays: wanted.sinceDays }}
      actions={{
        onSince: (sinceDays) => setWanted({ sinceDays, pages: 1 }),
        onOlder: () => setWanted({ ...wanted, pages: wanted.pages + 1 }),
        onExport: () => saveFile(words.runsFile, csvOf(view?.runs ?? []), 'text/csv'),
      }}
    />
  );
}

function csvOf(runs: readonly RunRow[]): string {
  const rows = runs.map(({ id, name, number, status, at, durationMs, reason, unproved }) => [
    id,
    name,
    String(number ?? ''),
    unproved ? `${status} (${words.unproved})` : status,
    new Date(at).toISOString(),
    durationMs === undefined ? '' : String(durationMs / 1000),
    reason ?? '',
  ]);
  return toCsv({ columns: [...words.runsColumns], rows });
}
