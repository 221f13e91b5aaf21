import {
  CalendarClock,
  Eye,
  FileOutput,
  ListTodo,
  Pencil,
  Play,
  RefreshCw,
  Signature,
  Square,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { classNames } from '../ui/class-names.ts';
import { useClock } from '../ui/clock.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import list from '../ui/ListTable.module.css';
import { Menu } from '../ui/Menu.tsx';
import { SiteTile } from '../ui/SiteTile.tsx';
import { Status } from '../ui/Status.tsx';
import { sayLast, sayNext } from './automation-words.ts';
import styles from './AutomationsTable.module.css';
import type { AutomationRow, AutomationsActions } from './automations-view.ts';
import { hrefOf } from './routes.ts';
import { needsResync, SignInNews } from './SignInNews.tsx';
import { strings } from './strings.ts';

const words = strings.lists.automations;

type AutomationsTableProps = {
  rows: readonly AutomationRow[];
  actions: AutomationsActions;
  away: boolean;
};

/** The automations, each with what it may do, when it runs next, how it went last, and the one thing to do. */
export function AutomationsTable({ rows, actions, away }: AutomationsTableProps) {
  const [removing, setRemoving] = useState<AutomationRow>();
  return (
    <>
      <table className={classNames(list['table'], list['tall'], 'num')}>
        <caption className="heard">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles['name']}>
              {words.name}
            </th>
            <th scope="col" className={classNames(styles['may'], list['drop2'])}>
              {words.may}
            </th>
            <th scope="col" className={classNames(styles['next'], list['drop3'])}>
              {words.next}
            </th>
            <th scope="col">{away ? words.lastKnown : words.last}</th>
            <th scope="col" className={classNames(styles['actions'], list['right'])}>
              {words.actions}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} {...{ row, actions, away }} onRemove={() => setRemoving(row)} />
          ))}
        </tbody>
      </table>
      {removing && (
        <Dialog
          title={words.removeTitle(removing.name)}
          onClose={() => setRemoving(undefined)}
          actions={
            <>
              <Button onClick={() => setRemoving(undefined)}>{words.keep}</Button>
              <Button
                kind="danger"
                onClick={() => {
                  actions.onRemove(removing.id);
                  setRemoving(undefined);
                }}
              >
                {words.remove}
              </Button>
            </>
          }
        >
          <p className="dim">{words.removeMore(removing.waiting)}</p>
        </Dialog>
      )}
    </>
  );
}

type RowProps = {
  row: AutomationRow;
  actions: AutomationsActions;
  away: boolean;
  onRemove: () => void;
};

function Row({ row, actions, away, onRemove }: RowProps) {
  const clock = useClock();
  const { id, name, hosts, writes } = row;
  const next = sayNext(row, clock);
  const last = sayLast(row, clock, away);
  const [host = '', ...others] = hosts;
  return (
    <tr data-item={id}>
      <td>
        <div className={styles['nameCell']}>
          <SiteTile host={host} />
          <div className="grow">
            <a
              className={list['open']}
              data-arrow-stop
              href={hrefOf(
                row.next.kind === 'draft' ? { page: 'review', id } : { page: 'automation', id },
              )}
            >
              {name}
            </a>
            <div className="small faint cut">
              {others.length === 0 ? host : words.and(host, others.length)}
            </div>
          </div>
        </div>
      </td>
      <td className={list['drop2']}>
        {writes ? (
          <Chip kind="change" icon={Pencil}>
            {words.changes}
          </Chip>
        ) : (
          <Chip icon={Eye}>{words.readOnly}</Chip>
        )}
      </td>
      <td className={list['drop3']}>
        <div>{next.title}</div>
        <div className="small faint cut">{next.more}</div>
        <SignInNews health={row.signIn} />
      </td>
      <td>
        {last ? (
          <>
            <Status status={last.status} word={last.word} />
            <div className="small faint cut">{last.more}</div>
          </>
        ) : (
          <span className="faint">{words.neverRun}</span>
        )}
      </td>
      <td className={list['right']}>
        <span className={list['acts']}>
          <MainAct {...{ row, actions, away }} />
          <Menu of={name} items={menuOf(row, actions, onRemove)} />
        </span>
      </td>
    </tr>
  );
}

function MainAct({ row, actions, away }: Omit<RowProps, 'onRemove'>) {
  const { now } = useClock();
  const { id, name, last, next } = row;
  const title = away ? strings.shell.needsRunner : undefined;
  const common = { size: 'small', disabled: away, title } as const;
  const label = (word: string) => `${word}, ${name}`;
  if (next.kind === 'draft') {
    return (
      <Button
        size="small"
        icon={Signature}
        aria-label={label(words.review)}
        onClick={() => actions.onReview(id)}
      >
        {words.review}
      </Button>
    );
  }
  if (last && !isEnd(last.status) && !away) {
    return (
      <Button
        {...common}
        icon={Square}
        aria-label={label(words.stop)}
        onClick={() => actions.onStop(last.id)}
      >
        {words.stop}
      </Button>
    );
  }
  if (needsResync(row, now) && !away) {
    return (
      <Button
        {...common}
        icon={RefreshCw}
        aria-label={label(words.resync)}
        onClick={() => actions.onResync(id)}
      >
        {words.resync}
      </Button>
    );
  }
  return (
    <Button {...common} icon={Play} aria-label={label(words.run)} onClick={() => actions.onRun(id)}>
      {words.run}
    </Button>
  );
}

function menuOf({ id, next }: AutomationRow, actions: AutomationsActions, onRemove: () => void) {
  return [
    { word: words.edit, icon: ListTodo, onChoose: () => actions.onOpen(id) },
    {
      word: words.schedule,
      icon: CalendarClock,
      disabled: next.kind === 'draft',
      onChoose: () => actions.onSchedule(id),
    },
    { word: words.export, icon: FileOutput, onChoose: () => actions.onExport(id) },
    { word: words.remove, icon: Trash2, danger: true, onChoose: onRemove },
  ];
}
