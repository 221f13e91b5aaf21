import { Card } from '../ui/Card.tsx';
import { classNames } from '../ui/class-names.ts';
import { useClock } from '../ui/clock.tsx';
import { exactTime, sayDay } from '../ui/format.ts';
import list from '../ui/ListTable.module.css';
import { plain } from '../ui/sentence.ts';
import { SentenceText } from '../ui/SentenceText.tsx';
import { uniqueKeys } from '../ui/unique-keys.ts';
import type { HistoryLine } from './run-view.ts';
import { strings } from './strings.ts';

const words = strings.problem;

/** Who did what around this run, from the organization's log. */
export function ReportHistory({ lines }: { lines: readonly HistoryLine[] }) {
  const clock = useClock();
  const keys = uniqueKeys(lines.map(({ at, what }) => `${at} ${plain(what)}`));
  return (
    <Card>
      <table className={classNames(list['table'], 'num')}>
        <caption className="heard">{words.historyCaption}</caption>
        <colgroup>
          <col className={list['whenColumn']} />
          <col className={list['whoColumn']} />
          <col />
          <col className={list['logColumn']} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.what}</th>
            <th scope="col" className={list['right']}>
              {words.logEntry}
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key, place) => {
            const line = lines[place];
            if (!line) return undefined;
            return (
              <tr key={key}>
                <td>
                  {sayDay(line.at, clock)} {exactTime(line.at, clock.zone)}
                </td>
                <td>{line.who}</td>
                <td>
                  <SentenceText of={line.what} />
                </td>
                <td className={classNames(list['right'], 'faint')}>
                  {line.logEntry?.toLocaleString('en-GB')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
