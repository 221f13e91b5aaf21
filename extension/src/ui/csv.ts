import type { PlainTable } from './cell-order.ts';

/**
 * The table as CSV (RFC 4180, CRLF). A cell that a spreadsheet would take for a formula gets a `'` in front, so that what a
 * page wrote is never executed; plain negative numbers stay as they are.
 */
export function toCsv({ columns, rows }: PlainTable): string {
  return [columns, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(cell: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(cell) && !/^-?\d+([.,]\d+)*$/.test(cell);
  const safe = isFormula ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
