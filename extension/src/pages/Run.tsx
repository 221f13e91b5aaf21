import { Copy, Download, Play, Square } from 'lucide-react';
import { useState } from 'react';
import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { Button } from '../ui/Button.tsx';
import { useClock } from '../ui/clock.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Status } from '../ui/Status.tsx';
import { useTitle } from '../ui/use-title.ts';
import { Page } from './Page.tsx';
import { Report } from './Report.tsx';
import { hrefOf } from './routes.ts';
import { factsOf, runName, sayStatus } from './run-words.ts';
import { RunLive } from './RunLive.tsx';
import type { RunActions, RunView } from './run-view.ts';
import type { ShellActions, ShellView } from './shell-view.ts';
import { strings } from './strings.ts';

const words = strings.run;

type RunProps = {
  shell: ShellView;
  shellActions: ShellActions;
  view: RunView;
  actions: RunActions;
};

/** A run from queued to its report: one page, which turns without a reload, so that the focus stays. */
export function Run({ shell, shellActions, view, actions }: RunProps) {
  const clock = useClock();
  const name = runName(view, clock);
  const status = sayStatus(view);
  useTitle(status, name.toLowerCase(), view.automation.name);
  return (
    <Page
      shell={shell}
      shellActions={shellActions}
      current="runs"
      crumbs={[
        { word: strings.shell.runs, href: hrefOf({ page: 'runs' }) },
        {
          word: view.automation.name,
          href: hrefOf({ page: 'automation', id: view.automation.id }),
        },
        { word: name },
      ]}
      title={view.automation.name}
      status={<Status status={isUnproved(view) ? 'not-known' : view.status} word={status} pill />}
      lead={<Facts facts={factsOf(view, clock)} />}
      actions={<RunButtons view={view} actions={actions} />}
    >
      {isEnd(view.status) ? (
        <Report view={view} name={name} actions={actions} />
      ) : (
        <RunLive view={view} name={name} />
      )}
    </Page>
  );
}

/** An end that nothing signed supports is never shown as what it claims to be. */
function isUnproved({ status, proof }: RunView): boolean {
  return isEnd(status) && proof?.verdict !== 'checked';
}

function RunButtons({ view, actions }: { view: RunView; actions: RunActions }) {
  const table = view.tables[0];
  if (!isEnd(view.status)) return <StopButton view={view} onStop={actions.onStop} />;
  if (view.problem?.kind === 'unknown' && !view.problem.settled) return undefined;
  const isOpen = view.problem !== undefined && view.problem.kind !== 'unknown';
  const primary = !isOpen;
  return (
    <>
      {isOpen && (
        <Button icon={Copy} onClick={actions.onCopyForSupport}>
          {words.support}
        </Button>
      )}
      {view.problem?.kind !== 'signed-out' && !view.isTrial && (
        <Button
          kind={primary && !table ? 'primary' : 'plain'}
          icon={Play}
          onClick={actions.onRunAgain}
        >
          {words.again}
        </Button>
      )}
      {table && (
        <Button
          kind={primary ? 'primary' : 'plain'}
          icon={Download}
          onClick={() => actions.onDownloadCsv(table)}
        >
          {words.csv}
        </Button>
      )}
    </>
  );
}

function StopButton({ view, onStop }: { view: RunView; onStop: () => void }) {
  const [asking, setAsking] = useState(false);
  const made = view.changes && view.changes.of > 0 ? view.changes : undefined;
  return (
    <>
      <Button kind="danger-quiet" icon={Square} onClick={() => (made ? setAsking(true) : onStop())}>
        {words.stop}
      </Button>
      {asking && made && (
        <Dialog
          title={words.stopTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{words.stopNo}</Button>
              <Button
                kind="danger"
                onClick={() => {
                  setAsking(false);
                  onStop();
                }}
              >
                {words.stopYes}
              </Button>
            </>
          }
        >
          <p className="dim">{words.stopChanged(words.changes(made.confirmed, made.of))}</p>
        </Dialog>
      )}
    </>
  );
}
