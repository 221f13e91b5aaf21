import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCapturePage } from '../../../../test/harness/recording/capture-page.ts';
import type { CapturePage } from '../../../../test/harness/recording/capture-page.ts';

const cards = Array.from(
  { length: 4 },
  (_, index) => `<div class="card ${index % 2 ? 'odd' : 'even'}">
    <h3 class="title">Package ${index}</h3><span class="version">1.${index}</span>
    ${index === 1 ? '' : '<p>Some words</p>'}<a href="/p/${index}">Open</a></div>`,
).join('');

describe('a repeated pattern', () => {
  let opened: CapturePage;
  beforeAll(async () => {
    opened = await openCapturePage();
  });
  afterAll(() => opened.close());

  /** The table that is found around what `css` names, read as the player reads it. */
  const read = (css: string) =>
    opened.page.$eval(css, (clicked) => {
      const { columnsOf, patternAround, tableName } = globalThis.room.capture;
      const pattern = patternAround(clicked);
      if (!pattern) return undefined;
      const columns = columnsOf(pattern);
      const rows = [...pattern.parent.querySelectorAll(pattern.rowSelector)].map((row) =>
        columns.map(({ selector }) =>
          ((selector ? row.querySelector(selector) : row)?.textContent ?? '').trim(),
        ),
      );
      return { name: tableName(pattern), columns: columns.map(({ name }) => name), rows };
    });

  test('is the rows of a table, by the words of its head', async () => {
    await opened.show(`<table><caption>Invoices</caption><thead><tr><th>Number<th>Due</tr></thead>
      <tbody><tr><td>1<td>May<tr class="late"><td>2<td>June<tr><td>3<td>July</tbody></table>`);
    expect(await read('tbody tr:nth-child(2) td')).toEqual({
      name: 'Invoices',
      columns: ['Number', 'Due'],
      rows: [
        ['1', 'May'],
        ['2', 'June'],
        ['3', 'July'],
      ],
    });
  });

  test('is cards that are alike, though one lacks a part', async () => {
    await opened.show(`<h2>Packages</h2><main>${cards}</main>`);
    const table = await read('.card:nth-child(3) .version');
    expect(table?.name).toBe('Packages');
    expect(table?.columns).toEqual(['title', 'version', 'Column 3', 'Column 4']);
    expect(table?.rows.map(([title, version]) => [title, version])).toEqual([
      ['Package 0', '1.0'],
      ['Package 1', '1.1'],
      ['Package 2', '1.2'],
      ['Package 3', '1.3'],
    ]);
  });

  test('names its columns by what things are, and not by how they look', async () => {
    const item = `<li><div data-testid="version-link"><span class="MuiTypography-root css-1x">1.0</span></div>
      <span class="text-sm px-2">today</span><b class="state">new</b></li>`;
    await opened.show(`<ul aria-label="Versions">${item.repeat(3)}</ul>`);
    expect((await read('li b'))?.columns).toEqual(['version link', 'Column 2', 'state']);
  });

  test('is the items of a list', async () => {
    await opened.show('<ul aria-label="Versions"><li>1.0<li>1.1<li>2.0</ul>');
    expect(await read('li')).toEqual({
      name: 'Versions',
      columns: ['Column 1'],
      rows: [['1.0'], ['1.1'], ['2.0']],
    });
  });

  test('is not found where nothing repeats', async () => {
    await opened.show('<h1>Title</h1><p>One <b>value</b></p>');
    expect(await read('b')).toBeUndefined();
  });
});
