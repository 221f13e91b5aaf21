import { CalendarDays, Download } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { classNames } from '../ui/class-names.ts';
import { useClock } from '../ui/clock.tsx';
import { whenInside } from '../ui/format.ts';
import { Select } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useListKeys } from '../ui/use-list-keys.ts';
import { useTitle } from '../ui/use-title.ts';
import { KeysHint, useKeysDialog } from './KeysHint.tsx';
import { ListTools } from './ListTools.tsx';
import styles from './ListTools.module.css';
import { Loading } from './Loading.tsx';
import { Page } from './Page.tsx';
import { sayStarter } from './run-row-words.ts';
import { RunsTable } from './RunsTable.tsx';
import type { RunRow, RunsActions, RunsView } from './runs-view.ts';
import type { ShellActions, ShellView } from './shell-view.ts';
import { strings } from './strings.ts';

const words = strings.lists.runs;
const dayOptions = [1, 7, 30];

type RunsProps = {
  shell: ShellView;
  shellActions: ShellActions;
  view: RunsView;
  actions: RunsActions;
};

/** Find a run, and see what needs me. */
export function Runs({ shell, shellActions, view, actions }: RunsProps) {
  const clock = useClock();
  useTitle(words.title);
  return (
    <Page
      shell={shell}
      shellActions={shellActions}
      current="runs"
      title={words.title}
      lead={
        view.asOf === undefined
          ? view.runs && sayLead(view.runs)
          : words.asOf(whenInside(view.asOf, clock))
      }
      actions={
        <Button icon={Download} onClick={actions.onExport} disabled={!view.runs?.length}>
          {words.export}
        </Button>
      }
    >
      {view.runs === undefined && <Loading what={words.title.toLowerCase()} />}
      {view.runs && <RunList view={view} runs={view.runs} actions={actions} />}
    </Page>
  );
}

type Filter = keyof typeof words.filters;

const fits: Record<Filter, (row: RunRow) => boolean> = {
  all: () => true,
  'needs-you': needsYou,
  failed: ({ status }) => status === 'failed' || status === 'timed-out' || status === 'missed',
  writes: ({ changes }) => changes !== undefined && changes.of > 0,
};

function RunList({
  view,
  runs,
  actions,
}: {
  view: RunsView;
  runs: readonly RunRow[];
  actions: RunsActions;
}) {
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const find = useRef<HTMLInputElement>(null);
  const { keys, ...dialog } = useKeysDialog();
  const onKeyDown = useListKeys({ ...keys, '/': () => find.current?.focus() });
  const wanted = text.trim().toLocaleLowerCase();
  const shown = runs.filter(
    (row) =>
      fits[filter](row) &&
      [row.name, sayStarter(row.starter)].some((name) => name.toLocaleLowerCase().includes(wanted)),
  );
  return (
    // The keys act on the rows inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={onKeyDown}>
      <ListTools
        findLabel={words.find}
        text={text}
        onText={setText}
        findRef={find}
        filterLabel={words.show}
        filter={filter}
        filters={words.filters}
        onFilter={setFilter}
      >
        <Select
          className={styles['select']}
          icon={<Icon of={CalendarDays} size={14} />}
          aria-label={words.since}
          value={view.sinceDays ?? ''}
          onChange={(event) => actions.onSince(Number(event.target.value) || undefined)}
        >
          {dayOptions.map((days) => (
            <option key={days} value={days}>
              {words.days(days)}
            </option>
          ))}
          <option value="">{words.allTime}</option>
        </Select>
      </ListTools>
      <Card>
        {shown.length > 0 ? (
          <RunsTable rows={shown} />
        ) : (
          <p className={classNames(styles['none'], 'dim')}>{sayNone(runs, text)}</p>
        )}
      </Card>
      <div className={classNames(styles['foot'], 'small faint')}>
        {runs.length > 0 && words.shown(shown.length, view.total ?? runs.length)}
        <span className="grow" />
        {view.hasOlder && (
          <Button kind="quiet" size="small" className={styles['older']} onClick={actions.onOlder}>
            {words.older}
          </Button>
        )}
      </div>
      {shown.length > 0 && <KeysHint {...dialog} />}
    </div>
  );
}

function sayNone(runs: readonly RunRow[], text: string): string {
  if (runs.length === 0) return words.empty;
  return text.trim() === '' ? words.noneInFilter : words.noneMatch(text.trim());
}

function needsYou({ status, settled }: RunRow): boolean {
  if (settled) return false;
  return status === 'outcome-unknown';
}

function sayLead(runs: readonly RunRow[]): string {
  const running = runs.filter(({ status }) => status === 'running' || status === 'starting').length;
  const inLine = runs.filter(({ status }) => status === 'queued').length;
  const need = runs.filter(needsYou).length;
  const parts = [
    ...(running > 0 ? [words.running(running)] : []),
    ...(inLine > 0 ? [words.inLine(inLine)] : []),
    ...(need > 0 ? [words.need(need)] : []),
  ];
  return parts.length === 0 ? words.quiet : `${parts.join(', ')}.`;
}
