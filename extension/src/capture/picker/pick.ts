import { typedField } from '../field.ts';
import { headingAbove } from '../heading.ts';
import { meantBy } from '../interactive.ts';
import { accessibleName, oneLine, visibleText } from '../name.ts';
import { neighboursOf } from '../neighbours.ts';
import { around, boxOf } from '../sketch.ts';
import type { CapturedEvent } from '../recorder-port.ts';
import { columnsOf, tableName } from '../table/columns.ts';
import { patternAround } from '../table/pattern.ts';
import { spokenName, targetOf } from '../target.ts';
import { words } from './words.ts';

/** Tools that wait for a click on the page. */
export type PickingTool = 'table' | 'check' | 'wait';

/** What is picked: for a tool of the recording, or one thing for a step that is edited. */
export type PickedFor = PickingTool | 'thing';

/** What a click here would give: what is drawn, and the event to record; none where there is nothing to read. */
export type Pick = {
  element: Element;
  words: string;
  alike?: readonly Element[];
  event?: () => CapturedEvent;
};

const longestName = 80;

function cut(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function nothing(element: Element): Pick {
  return { element, words: words.nothing };
}

/** What a value is called: what stands before it, as in a form or a table. */
function valueName(element: Element): string {
  const term =
    element.closest('dd')?.previousElementSibling ?? element.closest('tr')?.querySelector('th');
  const before = element.previousSibling instanceof Text ? element.previousSibling.data : '';
  const beside = neighboursOf(element, boxOf(element), around(element));
  const said =
    (term && visibleText(term)) || oneLine(before) || beside.left || beside.above || element.id;
  return (
    oneLine(said)
      .replace(/[\s:]+$/, '')
      .slice(0, longestName) || 'Value'
  );
}

function pickValue(element: Element): Pick {
  const text = typedField(element) ? '' : visibleText(element);
  const image = element instanceof HTMLImageElement ? oneLine(element.alt) : '';
  if (!text && !image) return nothing(element);
  return {
    element,
    words: words.value(cut(text || image)),
    event: () => ({
      kind: 'extract',
      at: Date.now(),
      target: { ...targetOf(element, true), name: headingAbove(element) || words.page },
      name: valueName(element),
      part: image ? 'alt' : 'text',
    }),
  };
}

function pickTable(element: Element): Pick | undefined {
  const pattern = patternAround(element);
  const columns = pattern ? columnsOf(pattern) : [];
  if (!pattern || columns.length === 0) return undefined;
  return {
    element: pattern.parent,
    words: words.table(pattern.rows.length, columns.length),
    alike: pattern.rows.slice(0, 100),
    event: () => {
      const target = targetOf(pattern.parent, !accessibleName(pattern.parent));
      const name = (tableName(pattern) || 'Table').slice(0, longestName);
      const table = { row: pattern.rowSelector, columns };
      return { kind: 'extract', at: Date.now(), target: { ...target, name }, name, table };
    },
  };
}

function pickCheck(element: Element): Pick {
  const text = typedField(element) ? '' : visibleText(element);
  if (!text) return nothing(element);
  return {
    element,
    words: words.check(cut(text)),
    event: () => ({
      kind: 'assert',
      at: Date.now(),
      what: 'text',
      target: targetOf(element, true),
      value: text,
    }),
  };
}

function pickWait(element: Element, say = words.wait): Pick {
  const meant = meantBy(element);
  return {
    element: meant,
    words: say(cut(spokenName(meant))),
    event: () => ({ kind: 'wait', at: Date.now(), target: targetOf(meant) }),
  };
}

/** What a tool would take at an element; `alone`: this one value, though it stands in a table. */
export function pickAt(tool: PickedFor, element: Element, alone: boolean): Pick {
  if (tool === 'check') return pickCheck(element);
  if (tool === 'wait') return pickWait(element);
  if (tool === 'thing') return pickWait(element, words.thing);
  return (alone ? undefined : pickTable(element)) ?? pickValue(element);
}
