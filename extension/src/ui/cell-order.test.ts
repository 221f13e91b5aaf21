import { describe, expect, it } from 'vitest';
import { findRows, isNumeric, sortRows } from './cell-order.ts';

function column(...cells: string[]): string[][] {
  return cells.map((cell) => [cell]);
}

function sorted(rows: string[][], descending = false): string[] {
  return sortRows(rows, { column: 0, descending }).map(([cell]) => cell ?? '');
}

describe('the order of a table', () => {
  it('amounts of money stand by size, not by letter', () => {
    expect(sorted(column('€ 1,284.00', '€ 88.20', '€ 312.50'))).toEqual([
      '€ 88.20',
      '€ 312.50',
      '€ 1,284.00',
    ]);
  });

  it('dates stand by time', () => {
    expect(sorted(column('1 Dec 2026', '26 Nov 2026', '4 Dec 2026'))).toEqual([
      '26 Nov 2026',
      '1 Dec 2026',
      '4 Dec 2026',
    ]);
  });

  it('words with numbers in them stand by the number', () => {
    expect(sorted(column('INV-20', 'INV-3'))).toEqual(['INV-3', 'INV-20']);
  });

  it('empty cells stand last, either way', () => {
    expect(sorted(column('b', '', 'a'))).toEqual(['a', 'b', '']);
    expect(sorted(column('b', '', 'a'), true)).toEqual(['b', 'a', '']);
  });

  it('a column of numbers is one only if all of it is', () => {
    expect(isNumeric(column('1', '-2.5', '12 %'), 0)).toBe(true);
    expect(isNumeric(column('1', 'two'), 0)).toBe(false);
    expect(isNumeric(column('', ''), 0)).toBe(false);
  });

  it('a row is found by any cell, whatever its case', () => {
    expect(
      findRows(
        [
          ['Kestrel', 'Open'],
          ['Orrery', 'Overdue'],
        ],
        ' over',
      ),
    ).toEqual([['Orrery', 'Overdue']]);
  });
});
