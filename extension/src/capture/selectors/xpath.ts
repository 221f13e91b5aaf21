import { rememberedInTurn } from '../in-turn.ts';
import { quoted } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** How many siblings of the same tag stand before an element. */
const before: (element: Element) => number = rememberedInTurn((element) => {
  for (let at = element.previousElementSibling; at; at = at.previousElementSibling)
    if (at.localName === element.localName) return before(at) + 1;
  return 0;
});

function isLast(element: Element): boolean {
  for (let at = element.nextElementSibling; at; at = at.nextElementSibling)
    if (at.localName === element.localName) return false;
  return true;
}

/** One step of an absolute XPath, with its index where there are more of its kind: `div[2]`. */
export function xpathStep(element: Element): string {
  // A plain name means HTML alone; svg and its like are of another namespace.
  const isPlain = element instanceof HTMLElement && /^[\w-]+$/.test(element.localName);
  const name = isPlain ? element.localName : `*[local-name()="${element.localName}"]`;
  const place = before(element);
  return place > 0 || !isLast(element) ? `${name}[${place + 1}]` : name;
}

/** The way from the root of the element's tree to the element: `/html/body/div[2]`. */
export const xpathOf: (element: Element) => string = rememberedInTurn((element) => {
  const above = element.parentElement ? xpathOf(element.parentElement) : '';
  return `${above}/${xpathStep(element)}`;
});

/** The way through the tree, the last resort: it holds on to nothing that a person sees. */
export const xpath: Strategy = {
  kind: 'xpath',
  pierces: false,
  write: (element) => {
    if (element.getRootNode() instanceof ShadowRoot) return undefined;
    const argument = quoted(xpathOf(element));
    return argument && `::-p-xpath(${xpathOf(element)})`;
  },
  find: (_root, element) => [element],
};
