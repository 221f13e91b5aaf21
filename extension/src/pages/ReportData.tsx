import { LockKeyhole } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import type { PlainTable } from '../ui/cell-order.ts';
import { isNumeric } from '../ui/cell-order.ts';
import { classNames } from '../ui/class-names.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Icon } from '../ui/Icon.tsx';
import list from '../ui/ListTable.module.css';
import { uniqueKeys } from '../ui/unique-keys.ts';
import styles from './Report.module.css';
import { strings } from './strings.ts';

const words = strings.run;

/** Everything that the run read, table by table. */
export function ReportData({ tables, name }: { tables: readonly PlainTable[]; name: string }) {
  const keys = uniqueKeys(tables.map((table) => table.name));
  return (
    <div className={styles['right']}>
      {tables.map((table, place) => {
        const size = words.size(table.rows.length, table.columns.length);
        return (
          <Card
            key={keys[place] ?? table.name}
            title={table.name}
            aside={<DataSize>{words.openedHere(size, name.toLowerCase())}</DataSize>}
          >
            <DataTable
              table={table}
              note={
                <span className="row">
                  <Icon of={LockKeyhole} size={14} />
                  {words.madeHere}
                </span>
              }
            />
          </Card>
        );
      })}
    </div>
  );
}

function DataSize({ children }: { children: string }) {
  return <span className={styles['dataSize']}>{children}</span>;
}

/** The first rows of a table, beside the steps. */
export function ReportPreview({ table, onSeeAll }: { table: PlainTable; onSeeAll: () => void }) {
  const rows = table.rows.slice(0, 3);
  const rowKeys = uniqueKeys(rows.map((row) => row.join('\u0001')));
  const columnKeys = uniqueKeys(table.columns);
  return (
    <Card
      title={table.name}
      aside={
        <>
          {words.size(table.rows.length, table.columns.length)}
          <Button kind="quiet" size="small" className={styles['seeAll']} onClick={onSeeAll}>
            {words.seeAll}
          </Button>
        </>
      }
    >
      <table className={classNames(list['table'], list['tight'], 'num')}>
        <caption className="heard">{table.name}</caption>
        <thead className="heard">
          <tr>
            {columnKeys.map((key, column) => (
              <th key={key} scope="col">
                {table.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowKeys.map((rowKey, place) => (
            <tr key={rowKey}>
              {columnKeys.map((key, column) => (
                <td
                  key={key}
                  className={classNames(
                    column === 0 && 'strong',
                    isNumeric(table.rows, column) && list['right'],
                  )}
                >
                  {rows[place]?.[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
