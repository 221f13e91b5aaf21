import { quoted } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** One step of an absolute XPath, with its index where there are more of its kind: `div[2]`. */
export function xpathStep(element: Element): string {
  const alike = [...(element.parentNode?.children ?? [])].filter(
    (sibling) => sibling.localName === element.localName,
  );
  // A plain name means HTML alone; svg and its like are of another namespace.
  const isPlain = element instanceof HTMLElement && /^[\w-]+$/.test(element.localName);
  const name = isPlain ? element.localName : `*[local-name()="${element.localName}"]`;
  return alike.length > 1 ? `${name}[${alike.indexOf(element) + 1}]` : name;
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
