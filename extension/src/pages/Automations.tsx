import { BadgeQuestionMark, Download, TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, RecordingDot } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { classNames } from '../ui/class-names.ts';
import { useClock } from '../ui/clock.tsx';
import { whenInside } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { useListKeys } from '../ui/use-list-keys.ts';
import { useTitle } from '../ui/use-title.ts';
import type { AutomationRow, AutomationsActions, AutomationsView } from './automations-view.ts';
import { AutomationsEmpty } from './AutomationsEmpty.tsx';
import { AutomationsTable } from './AutomationsTable.tsx';
import { KeysHint, useKeysDialog } from './KeysHint.tsx';
import { ListTools } from './ListTools.tsx';
import styles from './ListTools.module.css';
import { Loading } from './Loading.tsx';
import { Page } from './Page.tsx';
import { runName } from './run-words.ts';
import type { ShellActions, ShellView } from './shell-view.ts';
import { strings } from './strings.ts';

const words = strings.lists.automations;

type AutomationsProps = {
  shell: ShellView;
  shellActions: ShellActions;
  view: AutomationsView;
  actions: AutomationsActions;
};

/** Find an automation, and run it. */
export function Automations({ shell, shellActions, view, actions }: AutomationsProps) {
  const { automations } = view;
  const clock = useClock();
  const needYou = automations?.filter(needsYou).length ?? 0;
  useTitle(words.title);
  const empty = automations?.length === 0 && !view.partial;
  const lead =
    view.asOf === undefined
      ? words.lead(automations?.length ?? 0, needYou)
      : words.leadAsOf(automations?.length ?? 0, whenInside(view.asOf, clock));
  return (
    <Page
      shell={shell}
      shellActions={shellActions}
      current="automations"
      title={words.title}
      lead={automations && !empty && lead}
      actions={
        // Until the list is there nobody knows where these stand: no button goes away under a click.
        automations &&
        !empty && (
          <>
            <Button icon={Download} onClick={actions.onImport}>
              {words.import}
            </Button>
            <Button kind="primary" onClick={actions.onRecord}>
              <RecordingDot />
              {words.record}
            </Button>
          </>
        )
      }
    >
      {automations === undefined && <Loading what={words.title.toLowerCase()} />}
      {empty && <AutomationsEmpty onRecord={actions.onRecord} onImport={actions.onImport} />}
      {automations && !empty && (
        <AutomationList {...{ view, actions, automations }} away={shell.away !== undefined} />
      )}
    </Page>
  );
}

type Filter = keyof typeof words.filters;

const fits: Record<Filter, (row: AutomationRow) => boolean> = {
  all: () => true,
  mine: ({ mine }) => mine,
  scheduled: ({ next }) => next.kind === 'at' || next.kind === 'due',
  writes: ({ writes }) => writes,
};

type AutomationListProps = {
  view: AutomationsView;
  automations: readonly AutomationRow[];
  actions: AutomationsActions;
  away: boolean;
};

function AutomationList({ view, automations, actions, away }: AutomationListProps) {
  const { zone } = useClock();
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const find = useRef<HTMLInputElement>(null);
  const { keys, ...dialog } = useKeysDialog();
  const onKeyDown = useListKeys({
    ...keys,
    r: (id) => !away && actions.onRun(id),
    '/': () => find.current?.focus(),
  });
  const wanted = text.trim().toLocaleLowerCase();
  const shown = automations.filter(
    (row) =>
      fits[filter](row) &&
      [row.name, ...row.hosts].some((name) => name.toLocaleLowerCase().includes(wanted)),
  );
  return (
    // The keys act on the rows inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={onKeyDown}>
      <News automations={automations} onOpenRun={actions.onOpenRun} />
      {view.partial && (
        <div className={styles['notice']}>
          <Notice
            tone="warn"
            icon={TriangleAlert}
            title={words.partial(automations.length, view.partial.of)}
          >
            {view.partial.why}
          </Notice>
        </div>
      )}
      <ListTools
        findLabel={words.find}
        text={text}
        onText={setText}
        findRef={find}
        filterLabel={words.show}
        filter={filter}
        filters={words.filters}
        onFilter={setFilter}
      />
      <Card>
        {shown.length > 0 ? (
          <AutomationsTable rows={shown} actions={actions} away={away} />
        ) : (
          <p className={classNames(styles['none'], 'row dim')}>
            {wanted === '' ? words.noneInFilter : words.noneMatch(text.trim())}
            <Button
              size="small"
              onClick={() => {
                setText('');
                setFilter('all');
              }}
            >
              {words.clear}
            </Button>
          </p>
        )}
      </Card>
      <KeysHint {...dialog} canRun>
        {strings.shell.zone(zone)}
      </KeysHint>
    </div>
  );
}

function needsYou({ last }: AutomationRow): boolean {
  return last?.status === 'outcome-unknown' || last?.code === 'session-expired';
}

type NewsProps = { automations: readonly AutomationRow[]; onOpenRun: (runId: string) => void };

function News({ automations, onOpenRun }: NewsProps) {
  const clock = useClock();
  const row = automations.find(({ last }) => last?.status === 'outcome-unknown');
  if (!row?.last) return undefined;
  const { last } = row;
  return (
    <div className={styles['notice']}>
      <Notice
        tone="odd"
        icon={BadgeQuestionMark}
        title={row.name}
        action={
          <Button size="small" onClick={() => onOpenRun(last.id)}>
            {words.look(runName(last, clock))}
          </Button>
        }
      >
        {words.unknown}
      </Notice>
    </div>
  );
}
