import { isGenerated } from '../selectors/css.ts';

/** Things that repeat on a page, such as rows: all of them, what holds them, and a selector inside it that finds them. */
export type Pattern = { parent: Element; rows: readonly Element[]; rowSelector: string };

/** Fewer than this are not a pattern but two things that look alike. */
const fewest = 3;
const rowRoles = new Set(['row', 'listitem', 'option', 'article', 'treeitem', 'gridcell']);

function lastingClasses(element: Element): string[] {
  return [...element.classList].filter((token) => !isGenerated(token));
}

function isAlike(one: Element, other: Element): boolean {
  if (one.localName !== other.localName) return false;
  if (one.localName === 'tr') return true;
  if (one.getAttribute('role') !== other.getAttribute('role')) return false;
  const [mine, theirs] = [lastingClasses(one), lastingClasses(other)];
  const shared = mine.filter((token) => theirs.includes(token));
  return shared.length * 2 >= Math.max(mine.length, theirs.length);
}

function selectorOf(rows: readonly Element[]): string {
  const [first] = rows;
  if (!first) return '*';
  if (first.localName === 'tr') return 'tr:has(> td)';
  const shared = lastingClasses(first).filter((token) =>
    rows.every((row) => row.classList.contains(token)),
  );
  const role = first.getAttribute('role');
  return [
    CSS.escape(first.localName),
    ...shared.map((token) => `.${CSS.escape(token)}`),
    ...(role ? [`[role="${CSS.escape(role)}"]`] : []),
  ].join('');
}

function isHeader(row: Element): boolean {
  return (
    row.closest('thead') !== null || (row.querySelector('th') !== null && !row.querySelector('td'))
  );
}

function patternAt(row: Element): Pattern | undefined {
  const parent = row.parentElement;
  if (!parent) return undefined;
  const rows = [...parent.children].filter((each) => isAlike(row, each) && !isHeader(each));
  if (rows.length < fewest) return undefined;
  const table = row.localName === 'tr' ? row.closest('table') : null;
  const way = table && table !== parent ? `:scope > ${parent.localName} >` : ':scope >';
  return { parent: table ?? parent, rows, rowSelector: `${way} ${selectorOf(rows)}` };
}

/** How much an element looks like a whole row and not like one cell of it: rows hold several texts, and say so. */
function rowness({ rows }: Pattern): number {
  const [first] = rows;
  if (!first) return 0;
  const texts = [...first.querySelectorAll('*')].filter((each) =>
    [...each.childNodes].some((node) => node instanceof Text && node.data.trim() !== ''),
  );
  const says = first.localName === 'tr' || rowRoles.has(first.getAttribute('role') ?? '');
  return (says ? 4 : 0) + (first.localName === 'li' ? 1 : 0) + (texts.length > 1 ? 2 : 0);
}

/** The rows that the clicked thing is one of, or lies in one of; undefined where nothing repeats around it. */
export function patternAround(clicked: Element): Pattern | undefined {
  const found: Pattern[] = [];
  for (let at: Element | null = clicked; at && at !== document.body; at = at.parentElement) {
    const pattern = patternAt(at);
    if (pattern) found.push(pattern);
  }
  // Of equals the inner one: a list of lists is read list by list.
  return found.toSorted((one, other) => rowness(other) - rowness(one))[0];
}
