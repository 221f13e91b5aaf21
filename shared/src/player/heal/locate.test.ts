import { describe, expect, it } from 'vitest';
import { commonSequence, likeness, overlap, rarityOf } from './compare.ts';
import { evidenceOf } from './evidence.ts';
import type { ElementFacts } from './evidence.ts';
import { isSure, locate } from './locate.ts';
import { isGenerated, normal, tokens } from './words.ts';

const link = (at: number, text: string): ElementFacts => ({
  path: `/html/body/nav/a[${at}]`,
  tag: 'a',
  role: 'link',
  text,
  href: `/${text.toLowerCase()}`,
  box: { x: 10, y: 30 * at, width: 80, height: 20 },
});
const menu = ['Invoices', 'Orders', 'Customers'];
const links = menu.map((text, at) => evidenceOf(link(at + 1, text)));

describe('words', () => {
  it('are compared without case, marks and breaks', () => {
    expect(normal('  Show\n ALL… ')).toBe('show all');
    expect(tokens('btnSaveAll-2')).toEqual(['btn', 'save', 'all']);
    expect(isGenerated('field_1234')).toBe(true);
  });

  it('that stand everywhere say nothing', () => {
    const rarity = rarityOf([new Set(['a', 'b']), new Set(['a']), new Set(['a'])]);
    expect(rarity('b')).toBeGreaterThan(rarity('a'));
    expect(overlap(new Set(['a']), new Set(['b']), rarity)).toBe(0);
  });

  it('and paths are measured', () => {
    expect(likeness('invoice', 'invoices')).toBeCloseTo(7 / 8);
    expect(commonSequence(['html', 'body', 'a'], ['html', 'main', 'a'])).toBe(2);
  });
});

describe('the thing recorded', () => {
  it('is found again where it moved to', () => {
    const target = evidenceOf(link(1, 'Orders'));
    const located = locate(target, links, []);
    expect(located).toMatchObject({ index: 1 });
    expect(isSure(located!)).toBe(true);
  });

  it('is not found where another kept its own', () => {
    const target = evidenceOf(link(2, 'Reports'));
    const located = locate(target, links, links);
    expect(located === undefined || !isSure(located)).toBe(true);
  });

  it('is not told from its twin', () => {
    const twins = [evidenceOf(link(1, 'Orders')), evidenceOf(link(3, 'Orders'))];
    expect(isSure(locate(evidenceOf(link(2, 'Orders')), twins, [])!)).toBe(false);
  });
});
