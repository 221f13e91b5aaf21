/** A table as it came out of a run: rows as wide as `columns`. */
export type PlainTable = {
  name: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
};

/** The column (from 0) by which a table is sorted, and which way. */
export type SortedBy = { column: number; descending: boolean };

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The rows in order: numbers by size (also amounts of money), dates by time, all else as words; empty cells last. */
export function sortRows(
  rows: PlainTable['rows'],
  { column, descending }: SortedBy,
): PlainTable['rows'] {
  const cells = rows.map((row) => row[column] ?? '');
  const read = [asNumber, asTime].find((reader) =>
    cells.every((cell) => cell === '' || reader(cell) !== undefined),
  );
  return rows.toSorted((a, b) => {
    const [first, second] = [a[column] ?? '', b[column] ?? ''];
    if (first === '' || second === '') return Number(first === '') - Number(second === '');
    const order = read ? (read(first) ?? 0) - (read(second) ?? 0) : words.compare(first, second);
    return descending ? -order : order;
  });
}

/** Whether every cell of the column that holds something holds a number: such columns stand to the right. */
export function isNumeric(rows: PlainTable['rows'], column: number): boolean {
  const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
  return cells.length > 0 && cells.every((cell) => asNumber(cell) !== undefined);
}

/** The rows in which some cell contains the text, whatever its case. */
export function findRows(rows: PlainTable['rows'], text: string): PlainTable['rows'] {
  const wanted = text.trim().toLocaleLowerCase();
  if (wanted === '') return rows;
  return rows.filter((row) => row.some((cell) => cell.toLocaleLowerCase().includes(wanted)));
}

function asNumber(cell: string): number | undefined {
  const bare = cell.replace(/^[-−]?\p{Sc}\s*|\s*(\p{Sc}|%|[A-Z]{3})$/gu, (sign) =>
    /^[-−]/.test(sign) ? '-' : '',
  );
  if (!/^-?\d{1,3}(,?\d{3})*(\.\d+)?$/.test(bare)) return undefined;
  return Number(bare.replaceAll(',', ''));
}

function asTime(cell: string): number | undefined {
  if (!/\d/.test(cell) || !/^(\d{4}-\d{2}-\d{2}|\d{1,2} \p{L}+ \d{4})/u.test(cell))
    return undefined;
  const time = Date.parse(cell);
  return Number.isNaN(time) ? undefined : time;
}
