import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

const csv = (...cells: string[]) => toCsv({ columns: ['a'], rows: cells.map((cell) => [cell]) });

describe('CSV', () => {
  it('quotes what would break a row', () => {
    expect(csv('x,y', 'say "hi"', 'two\nlines')).toBe(
      'a\r\n"x,y"\r\n"say ""hi"""\r\n"two\nlines"\r\n',
    );
  });

  it.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', ' =1', '＝1'])('%j stays text', (cell) => {
    expect(csv(cell)).toMatch(/^a\r\n"?'/);
  });

  it.each(['-5', '+1,234.50', '-12 %'.replace(' ', ''), '7'])('%s stays a number', (cell) => {
    expect(csv(cell)).not.toContain("'");
  });

  it('columns are guarded as cells are', () => {
    expect(toCsv({ columns: ['=x'], rows: [] })).toBe("'=x\r\n");
  });
});
