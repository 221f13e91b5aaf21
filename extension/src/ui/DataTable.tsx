import { ArrowDown, ArrowUp, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button } from './Button.tsx';
import { classNames } from './class-names.ts';
import type { PlainTable, SortedBy } from './cell-order.ts';
import { findRows, isNumeric, sortRows } from './cell-order.ts';
import styles from './DataTable.module.css';
import { TextInput } from './Field.tsx';
import { Icon } from './Icon.tsx';
import { strings } from './strings.ts';
import { uniqueKeys } from './unique-keys.ts';

type DataTableProps = {
  table: PlainTable;
  /** Below the table, at the far end. */
  note?: ReactNode;
  /** Rows at once. */
  pageSize?: number;
};

/** What a run read, as a table that can be sorted, searched and leafed through. */
export function DataTable({ table, note, pageSize = 50 }: DataTableProps) {
  const [sortedBy, setSortedBy] = useState<SortedBy>();
  const [text, setText] = useState('');
  const [page, setPage] = useState(0);
  const found = findRows(table.rows, text);
  const rows = sortedBy ? sortRows(found, sortedBy) : found;
  const from = Math.min(page, Math.max(0, Math.ceil(rows.length / pageSize) - 1)) * pageSize;
  const shown = rows.slice(from, from + pageSize);
  const columnKeys = uniqueKeys(table.columns);
  const numeric = columnKeys.map((_, column) => isNumeric(table.rows, column));
  const rowKeys = uniqueKeys(shown.map((row) => row.join('\u0001')));
  return (
    <div>
      <div className={styles['find']}>
        <TextInput
          icon={Search}
          small
          type="search"
          placeholder={strings.find}
          aria-label={strings.find}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setPage(0);
          }}
        />
      </div>
      <div className={styles['scroll']}>
        <table className={classNames(styles['table'], 'num')}>
          <caption className="heard">
            {table.name}, {strings.sizeOf(table.rows.length, table.columns.length)}
          </caption>
          <thead>
            <tr>
              {columnKeys.map((key, column) => (
                <Heading
                  key={key}
                  name={table.columns[column] ?? ''}
                  right={numeric[column] ?? false}
                  column={column}
                  sortedBy={sortedBy}
                  onSort={setSortedBy}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rowKeys.map((key, place) => (
              <Row key={key} row={shown[place] ?? []} columnKeys={columnKeys} numeric={numeric} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length === 0 && text !== '' && (
        <p className={classNames(styles['none'], 'dim')}>
          {strings.noRow(text)}{' '}
          <Button size="small" onClick={() => setText('')}>
            {strings.clear}
          </Button>
        </p>
      )}
      <div className={classNames(styles['foot'], 'small faint')}>
        {rows.length > 0 && (
          <span className="num">
            {strings.rowsShown(from + 1, from + shown.length, rows.length)}
          </span>
        )}
        {rows.length > pageSize && (
          <>
            <Button size="small" disabled={from === 0} onClick={() => setPage(page - 1)}>
              {strings.previousRows}
            </Button>
            <Button
              size="small"
              disabled={from + pageSize >= rows.length}
              onClick={() => setPage(page + 1)}
            >
              {strings.nextRows}
            </Button>
          </>
        )}
        <span className="grow" />
        {note}
      </div>
    </div>
  );
}

type HeadingProps = {
  name: string;
  column: number;
  right: boolean;
  sortedBy: SortedBy | undefined;
  onSort: (sortedBy: SortedBy) => void;
};

function Heading({ name, column, right, sortedBy, onSort }: HeadingProps) {
  const here = sortedBy?.column === column ? sortedBy : undefined;
  const sort = here && (here.descending ? 'descending' : 'ascending');
  return (
    <th scope="col" aria-sort={sort} className={right ? styles['right'] : undefined}>
      <button
        type="button"
        className={styles['sort']}
        onClick={() => onSort({ column, descending: here ? !here.descending : false })}
      >
        {name}
        {here && <Icon of={here.descending ? ArrowDown : ArrowUp} size={12} />}
      </button>
    </th>
  );
}

type RowProps = {
  row: readonly string[];
  columnKeys: readonly string[];
  numeric: readonly boolean[];
};

function Row({ row, columnKeys, numeric }: RowProps) {
  return (
    <tr>
      {columnKeys.map((key, column) => (
        <td
          key={key}
          className={classNames(column === 0 && 'strong', numeric[column] && styles['right'])}
        >
          {row[column]}
        </td>
      ))}
    </tr>
  );
}
