import type { Box, Sketched } from '@mayfly/shared/base/fingerprint.ts';
import { isEditable } from './field.ts';
import { isInteractive } from './interactive.ts';
import { visibleText } from './name.ts';
import { xpathSteps } from './selectors/xpath.ts';

/** Each recorded act carries a sketch of what is around it: more than this would fill the browser's own store. */
const most = 60;
const longestText = 80;

/** What stands near in the page stands near in its text too: so many elements are looked at before and after. */
const looked = 300;

/** Where an element is on the page, not in the window. */
export function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    x: round(left + scrollX),
    y: round(top + scrollY),
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
export function sketched(element: Element, limit = longestText): Sketched {
  const attribute = (name: string): string | undefined => element.getAttribute(name) || undefined;
  const isTyped = element.matches('input,textarea,select') || isEditable(element);
  const text = isTyped ? '' : visibleText(element, limit);
  const { id } = element;
  const [name, href, className] = ['name', 'href', 'class'].map(attribute);
  return {
    path: `/${xpathSteps(element).join('/')}`,
    ...(text && { text }),
    ...(id && { id }),
    ...(name && { name }),
    ...(href && { href }),
    ...(className && { className }),
    box: boxOf(element),
  };
}

function distance(one: DOMRect, other: DOMRect): number {
  return Math.hypot(one.left - other.left, one.top - other.top);
}

/** Visible elements that a person can act on or read, the nearest to `element` first, without itself. */
export function around(element: Element): Element[] {
  const root = element.getRootNode() as Document | ShadowRoot;
  const all = [...root.querySelectorAll('*')];
  const place = all.indexOf(element);
  const own = element.getBoundingClientRect();
  return all
    .slice(Math.max(0, place - looked), place + looked)
    .filter((each) => each !== element && !each.matches('script,style,noscript,html,body'))
    .filter((each) => (isInteractive(each) || hasOwnText(each)) && each.checkVisibility())
    .map((each) => ({ each, far: distance(each.getBoundingClientRect(), own) }))
    .toSorted((one, other) => one.far - other.far)
    .slice(0, most)
    .map(({ each }) => each);
}
