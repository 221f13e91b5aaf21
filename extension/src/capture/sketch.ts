import type { Box, Sketched } from '@mayfly/shared/base/fingerprint.ts';
import { isEditable } from './field.ts';
import { isInteractive } from './interactive.ts';
import { visibleText } from './name.ts';
import { xpathOf } from './selectors/xpath.ts';

/** Each recorded act carries a sketch of what is around it: more than this would fill the browser's own store. */
const most = 60;
const longestText = 80;

/** What stands near in the page stands near in its text too: so many elements are looked at before and after. */
const looked = 300;

/** So many of those that can be kept are measured on each side, which is what costs. */
const measured = 90;

/** An element near another, and what is kept of it. */
export type Near = { element: Element; sketch: Sketched };

/** Where an element is on the page, not in the window. */
export function boxOf(element: Element, origin = { left: scrollX, top: scrollY }): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    x: round(left + origin.left),
    y: round(top + origin.top),
    width: round(width),
    height: round(height),
  };
}

function hasOwnText(element: Element): boolean {
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (node instanceof Text && node.data.trim() !== '') return true;
  }
  return false;
}

/** What is kept of any visible element: never what was typed. */
export function sketched(element: Element, limit = longestText, box = boxOf(element)): Sketched {
  const attribute = (name: string): string | undefined => element.getAttribute(name) || undefined;
  const isTyped = element.matches('input,textarea,select') || isEditable(element);
  const text = isTyped ? '' : visibleText(element, limit);
  const { id } = element;
  const [name, href, className] = ['name', 'href', 'class'].map(attribute);
  return {
    path: xpathOf(element),
    ...(text && { text }),
    ...(id && { id }),
    ...(name && { name }),
    ...(href && { href }),
    ...(className && { className }),
    box,
  };
}

const unkept = new Set(['script', 'style', 'noscript', 'html', 'body']);

function isKept(element: Element): boolean {
  if (unkept.has(element.localName)) return false;
  return (hasOwnText(element) || isInteractive(element)) && element.checkVisibility();
}

/** What comes before or after an element in its root and can be kept, one by one. */
function* kept(element: Element, step: 'previousNode' | 'nextNode'): Generator<Element> {
  const walker = document.createTreeWalker(element.getRootNode(), NodeFilter.SHOW_ELEMENT);
  walker.currentNode = element;
  let [seen, told] = [0, 0];
  for (let at = walker[step](); at && seen < looked && told < measured; at = walker[step]()) {
    seen++;
    if (!(at instanceof Element) || !isKept(at)) continue;
    told++;
    yield at;
  }
}

/** Visible elements that a person can act on or read, the nearest to `element` first, without itself. */
export function around(element: Element): Near[] {
  const origin = { left: scrollX, top: scrollY };
  const own = boxOf(element, origin);
  return [...kept(element, 'previousNode'), ...kept(element, 'nextNode')]
    .map((each) => ({ each, box: boxOf(each, origin) }))
    .map(({ each, box }) => ({ each, box, far: Math.hypot(box.x - own.x, box.y - own.y) }))
    .toSorted((one, other) => one.far - other.far)
    .slice(0, most)
    .map(({ each, box }) => ({ element: each, sketch: sketched(each, longestText, box) }));
}
