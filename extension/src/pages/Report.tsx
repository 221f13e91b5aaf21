import { LockKeyhole } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Chip } from '../ui/Chip.tsx';
import { count } from '../ui/format.ts';
import { useAnnounce } from '../ui/LiveRegion.tsx';
import { Notice } from '../ui/Notice.tsx';
import { strings as shared } from '../ui/strings.ts';
import { Tabs } from '../ui/Tabs.tsx';
import styles from './Report.module.css';
import { ReportData } from './ReportData.tsx';
import { ReportHistory } from './ReportHistory.tsx';
import { ReportProof } from './ReportProof.tsx';
import { ReportSteps } from './ReportSteps.tsx';
import { RunProblem } from './RunProblem.tsx';
import type { RunActions, RunTab, RunView } from './run-view.ts';
import { strings } from './strings.ts';

const words = strings.run;

type ReportProps = { view: RunView; name: string; actions: RunActions };

/** What happened, what came out, and what proves it. */
export function Report({ view, name, actions }: ReportProps) {
  const [tab, setTab] = useState<RunTab>(view.steps.length > 0 ? 'steps' : 'proof');
  useAnnounceEnd(view, name);
  const rows = view.tables.reduce((sum, table) => sum + table.rows.length, 0);
  const data = {
    value: 'data' as const,
    word: (
      <>
        {words.data} <Chip>{count(rows, 'row')}</Chip>
      </>
    ),
    content: <ReportData tables={view.tables} name={name} />,
  };
  const steps = {
    value: 'steps' as const,
    word: words.steps,
    content: <ReportSteps view={view} actions={actions} onTab={setTab} />,
  };
  const keys = (
    <>
      <kbd>J</kbd>
      <kbd>K</kbd>
      {words.keys}
    </>
  );
  return (
    <>
      {view.problem && <RunProblem problem={view.problem} actions={actions} />}
      {view.locked && (
        <div className={styles['locked']}>
          <Notice icon={LockKeyhole} title={words.locked}>
            {view.locked.others.length > 0
              ? words.lockedMore(view.locked.others.join(', '))
              : words.lockedNobody}
          </Notice>
        </div>
      )}
      <Tabs<RunTab>
        value={tab}
        onChange={setTab}
        aside={tab === 'steps' && keys}
        tabs={[
          ...(view.steps.length > 0 ? [steps] : []),
          ...(view.tables.length > 0 ? [data] : []),
          {
            value: 'proof',
            word: words.proof,
            content: <ReportProof view={view} actions={actions} />,
          },
          {
            value: 'history',
            word: words.history,
            content: <ReportHistory lines={view.history} />,
          },
        ]}
      />
    </>
  );
}

/** The end is said at once: “Run 214 succeeded, 42 rows, browser erased.” */
function useAnnounceEnd({ status, tables, proof }: RunView, name: string): void {
  const announce = useAnnounce();
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  const more = [
    ...(tables.length > 0 ? [count(rows, 'row')] : []),
    ...(proof?.verdict === 'checked' && proof.erasure.kind === 'gone'
      ? [words.browserErasedHeard]
      : []),
  ];
  const said = words.heardEnd(
    name,
    shared.statuses[status],
    more.map((part) => `, ${part}`).join(''),
  );
  useEffect(() => announce(said, 'assertive'), [announce, said]);
}
