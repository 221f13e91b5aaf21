import type { Table } from '../base/table.ts';

/**
 * A table as CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe, so that it stays text;
 * numbers with a sign stay numbers.
 */
export function toCsv({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

const formula = /^\s*[=+\-@\t\r|%＝＋－＠]/;
const signedNumber = /^[+-]?\d[\d.,\u00a0 ]*%?$/;

function cellOf(text: string): string {
  const safe = formula.test(text) && !signedNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
