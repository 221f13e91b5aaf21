import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

function lines(...rows: string[][]): string {
  return toCsv({ name: 't', columns: ['A', 'B'], rows });
}

describe('a table as CSV', () => {
  it('cells with commas, quotes and lines are quoted', () => {
    expect(lines(['1,5', 'say "x"\ny'])).toBe('A,B\r\n"1,5","say ""x""\ny"\r\n');
  });

  it.each(['=1+1', '+1+1', '@SUM(A1)', '-2+3', '\t=1'])('the formula %j stays text', (cell) => {
    expect(lines([cell, ''])).toContain(`'${cell}`);
  });

  it('a negative number stays a number', () => {
    expect(lines(['-12.50', ''])).toContain('\r\n-12.50,');
  });
});
