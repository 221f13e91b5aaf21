import { ShieldCheck } from 'lucide-react';
import { classNames } from '../ui/class-names.ts';
import { useClock } from '../ui/clock.tsx';
import { seconds, when } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import list from '../ui/ListTable.module.css';
import { Status } from '../ui/Status.tsx';
import { runName } from './run-words.ts';
import { hrefOf } from './routes.ts';
import { sayBrowser, sayOutcome, sayRowStatus, sayStarter } from './run-row-words.ts';
import styles from './RunsTable.module.css';
import type { RunRow } from './runs-view.ts';
import { strings } from './strings.ts';

const words = strings.lists.runs;

const columns = [
  { word: words.state, names: [styles['state']] },
  { word: words.automation, names: [styles['automation']] },
  { word: words.run, names: [styles['run'], list['drop4']] },
  { word: words.startedBy, names: [styles['startedBy'], list['drop3']] },
  { word: words.when, names: [styles['when']] },
  { word: words.took, names: [styles['took'], list['right'], list['drop2']] },
  { word: words.outcome, names: [] },
  { word: words.browser, names: [styles['browser'], list['drop1']] },
] as const;

/** The runs, the latest first; missed slots are rows too. */
export function RunsTable({ rows }: { rows: readonly RunRow[] }) {
  return (
    <table className={classNames(list['table'], 'num')}>
      <caption className="heard">{words.caption}</caption>
      <thead>
        <tr>
          {columns.map(({ word, names }) => (
            <th key={word} scope="col" className={classNames(...names)}>
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { row: RunRow }) {
  const clock = useClock();
  const browser = sayBrowser(row);
  return (
    <tr data-item={row.id}>
      <td>
        <Status status={row.unproved ? 'not-known' : row.status} word={sayRowStatus(row)} />
      </td>
      <td>
        {row.status === 'missed' ? (
          <span className="strong">{row.name}</span>
        ) : (
          <a
            className={list['open']}
            data-arrow-stop
            href={hrefOf({ page: 'run', id: row.id })}
            aria-label={`${row.name}, ${runName(row, clock).toLowerCase()}`}
          >
            {row.name}
          </a>
        )}
      </td>
      <td className={classNames('faint', list['drop4'])}>{row.number?.toLocaleString('en-GB')}</td>
      <td className={list['drop3']}>{sayStarter(row.starter)}</td>
      <td>{when(row.at, clock)}</td>
      <td className={classNames(list['right'], list['drop2'])}>
        {row.durationMs !== undefined && seconds(row.durationMs)}
      </td>
      <td>{sayOutcome(row, clock)}</td>
      <td className={list['drop1']}>
        <span className={classNames(styles['gone'], 'small', browser.ok ? 'toneOk' : 'faint')}>
          {browser.ok && <Icon of={ShieldCheck} size={14} />}
          {browser.word}
        </span>
      </td>
    </tr>
  );
}
