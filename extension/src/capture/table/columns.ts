import { headingAbove } from '../heading.ts';
import { accessibleName, oneLine, visibleText } from '../name.ts';
import { isGenerated } from '../selectors/css.ts';
import type { Column } from '@mayfly/shared/event/extraction.ts';
import type { Pattern } from './pattern.ts';

const most = 20;

function position(element: Element): string {
  const index = [...(element.parentElement?.children ?? [])].indexOf(element) + 1;
  return `${CSS.escape(element.localName)}:nth-child(${index})`;
}

function pathInside(row: Element, cell: Element): string {
  const steps: string[] = [];
  for (let at = cell; at !== row && at.parentElement; at = at.parentElement) {
    steps.unshift(position(at));
  }
  return `:scope > ${steps.join(' > ')}`;
}

function classSelector(row: Element, cell: Element): string | undefined {
  return [...cell.classList]
    .filter((token) => !isGenerated(token))
    .map((token) => `.${CSS.escape(token)}`)
    .find((selector) => row.querySelectorAll(selector).length === 1);
}

/** Elements of a row that hold text of their own: cells where there are cells, else the innermost texts. */
function cellsOf(row: Element): Element[] {
  const cells = [...row.children].filter((each) =>
    each.matches('td,th,[role=cell],[role=gridcell],[role=rowheader]'),
  );
  if (cells.length > 0) return cells;
  const texts = [...row.querySelectorAll('*')].filter((each) =>
    [...each.childNodes].some((node) => node instanceof Text && node.data.trim() !== ''),
  );
  return texts.length > 0 ? texts.filter((each) => each.checkVisibility()) : [row];
}

function headings({ parent }: Pattern): string[] {
  const table = parent.closest('table,[role=table],[role=grid]');
  const row = table?.querySelector('thead tr, tr:has(th), [role=row]:has([role=columnheader])');
  return [...(row?.children ?? [])].map((cell) => visibleText(cell));
}

/** Classes that say how a thing looks, as those of frameworks do, and not what it is. */
const looks =
  /[A-Z\d:[\]/]|^(text|font|flex|grid|items|justify|bg|border|rounded|shadow|col|row|gap|space|css|btn|is|has|js|ant|mat|el|chakra|[pm][xytblr]?|[whdv])([-_]|$)/;

function nameOf(row: Element, cell: Element, heading: string | undefined, index: number): string {
  const marked = cell.closest('[data-testid],[data-test]');
  const mark =
    marked && marked !== row && row.contains(marked)
      ? (marked.getAttribute('data-testid') ?? marked.getAttribute('data-test'))
      : undefined;
  const token = [...cell.classList].find((each) => !isGenerated(each) && !looks.test(each));
  const said =
    heading ||
    cell.getAttribute('data-label') ||
    cell.getAttribute('itemprop') ||
    (token ?? mark)?.replace(/[-_]+/g, ' ');
  return oneLine(said).slice(0, 60) || `Column ${index + 1}`;
}

function distinct(columns: readonly Column[]): Column[] {
  return columns.map((column, index) => {
    const before = columns.slice(0, index).filter(({ name }) => name === column.name).length;
    return before === 0 ? column : { ...column, name: `${column.name} ${before + 1}` };
  });
}

function isCell(cell: Element): boolean {
  return cell.matches('td,th,[role=cell],[role=gridcell],[role=rowheader]');
}

/** The columns of a pattern: what most of its rows hold, in the order of the fullest row. */
export function columnsOf(pattern: Pattern): Column[] {
  const fullest = pattern.rows.toSorted(
    (one, other) => cellsOf(other).length - cellsOf(one).length,
  )[0];
  if (!fullest) return [];
  const named = headings(pattern);
  const columns = cellsOf(fullest).map((cell, index): Column => {
    const name = nameOf(fullest, cell, isCell(cell) ? named[index] : undefined, index);
    if (cell === fullest) return { name };
    const byClass = isCell(cell) ? undefined : classSelector(fullest, cell);
    return { name, selector: byClass ?? pathInside(fullest, cell) };
  });
  const isUsual = ({ selector }: Column): boolean =>
    selector === undefined ||
    pattern.rows.filter((row) => row.querySelector(selector)).length * 2 > pattern.rows.length;
  return distinct(columns.filter(isUsual).slice(0, most));
}

/** What the whole table is called: its caption, its own name, else the heading above it. */
export function tableName({ parent }: Pattern): string {
  const table = parent.closest('table,[role=table],[role=grid],ul,ol,section') ?? parent;
  return accessibleName(table) || headingAbove(table);
}
