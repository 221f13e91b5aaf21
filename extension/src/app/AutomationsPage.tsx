import { useState } from 'react';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { parseAutomation } from '@mayfly/shared/automation/parse.ts';
import { removeAutomation } from '../cloud/automations.ts';
import { connect } from '../cloud/doors.ts';
import { stopRun } from '../cloud/runs.ts';
import { Automations } from '../pages/Automations.tsx';
import { strings } from '../pages/strings.ts';
import { discardDraft, discardEdit, saveEdit } from '../vault/drafts.ts';
import { loadAutomations } from './load-automations.ts';
import { LoadState } from './LoadState.tsx';
import { OpenSiteDialog } from './OpenSiteDialog.tsx';
import { resyncOf } from './resync.ts';
import { chooseFile, saveFile } from './save-file.ts';
import { showRoute } from './show-route.ts';
import { useActs } from './use-acts.tsx';
import { useLoad } from './use-load.ts';
import { useRunEvents } from './use-run-events.ts';
import { useStartRun } from './use-start-run.tsx';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { SavedAutomation } from '../cloud/automations.ts';
import type { ShellProps } from './shell-props.ts';

const words = strings.acts;

/** All automations, each to be run, changed and removed. */
export function AutomationsPage(shell: ShellProps) {
  const [load, again] = useLoad(loadAutomations, []);
  const [recording, setRecording] = useState(false);
  const { act, wait, over } = useActs();
  const { start, asking } = useStartRun(act);
  useRunEvents(
    ({ kind }) => kind === 'run' && void again(),
    () => void again(),
  );
  if (load.kind === 'failed') return <LoadState load={load} {...shell} />;
  const loaded = load.kind === 'loaded' ? load.value : undefined;
  const find = (id: string) => loaded?.automations.find(({ subject }) => subject === id);
  const then = (work: Promise<unknown>) => work.then(again);
  return (
    <>
      <Automations
        {...shell}
        view={loaded?.view ?? { automations: undefined }}
        actions={{
          onRecord: () => setRecording(true),
          onImport: () => act(importAutomation),
          onOpen: (id) => showRoute({ page: 'automation', id }),
          onRun: (id) => start(needed(find(id))),
          onStop: (run) => act(async () => then(stopRun(await connect(), run as RunId))),
          onResync: (id) => act(() => then(resyncOf(needed(find(id)), wait))),
          onReview: (id) => showRoute({ page: 'review', id }),
          onSchedule: (id) => showRoute({ page: 'schedule', id }),
          onExport: (id) => exportAutomation(needed(find(id))),
          onRemove: (id) => act(() => then(remove(id, find(id)))),
          onOpenRun: (id) => showRoute({ page: 'run', id }),
        }}
      />
      {recording && (
        <OpenSiteDialog
          title={words.record}
          lead={words.recordMore}
          onClose={() => setRecording(false)}
        />
      )}
      {asking}
      {over}
    </>
  );
}

async function importAutomation(): Promise<void> {
  const text = await chooseFile('application/json,.json');
  if (text === undefined) return;
  const subject = randomId16();
  await saveEdit(subject, parseAutomation(jsonOf(text)));
  showRoute({ page: 'review', id: subject });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SealError('tampered', { cause });
  }
}

function exportAutomation({ automation }: SavedAutomation): void {
  saveFile(
    `${automation.name}.mayfly.json`,
    JSON.stringify(automation, null, 2),
    'application/json',
  );
}

async function remove(id: string, saved: SavedAutomation | undefined): Promise<void> {
  await discardDraft(id);
  await discardEdit(id);
  if (saved) await removeAutomation(await connect(), saved);
}

function needed(saved: SavedAutomation | undefined): SavedAutomation {
  if (!saved) throw new SealError('draft-gone');
  return saved;
}
