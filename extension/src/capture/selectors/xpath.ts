import { quoted } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** How many siblings of the same tag stand before an element, and whether any stands after it (0 or 1). */
function alikeBeside(element: Element): { before: number; after: number } {
  const { localName } = element;
  let [before, after] = [0, 0];
  for (let at = element.previousElementSibling; at; at = at.previousElementSibling)
    if (at.localName === localName) before++;
  for (let at = element.nextElementSibling; at && after === 0; at = at.nextElementSibling)
    if (at.localName === localName) after++;
  return { before, after };
}

/** One step of an absolute XPath, with its index where there are more of its kind: `div[2]`. */
export function xpathStep(element: Element): string {
  // A plain name means HTML alone; svg and its like are of another namespace.
  const isPlain = element instanceof HTMLElement && /^[\w-]+$/.test(element.localName);
  const name = isPlain ? element.localName : `*[local-name()="${element.localName}"]`;
  const { before, after } = alikeBeside(element);
  return before + after > 0 ? `${name}[${before + 1}]` : name;
}

/** The steps from the root of the element's tree to the element. */
export function xpathSteps(element: Element): string[] {
  const above = element.parentElement ? xpathSteps(element.parentElement) : [];
  return [...above, xpathStep(element)];
}

function path(element: Element): string {
  return `/${xpathSteps(element).join('/')}`;
}

/** The way through the tree, the last resort: it holds on to nothing that a person sees. */
export const xpath: Strategy = {
  kind: 'xpath',
  pierces: false,
  write: (element) => {
    if (element.getRootNode() instanceof ShadowRoot) return undefined;
    const argument = quoted(path(element));
    return argument && `::-p-xpath(${path(element)})`;
  },
  find: (_root, element) => [element],
};
