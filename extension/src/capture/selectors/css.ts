import type { Strategy } from './strategy.ts';

const heldAttributes = [
  'name',
  'aria-label',
  'placeholder',
  'title',
  'alt',
  'type',
  'href',
  'value',
];

/**
 * Whether an id or a class looks made by a machine, and will be another one tomorrow.
 * Source: METHOD §1 `generated`, and the hashes that bundlers put into class names.
 */
export function isGenerated(token: string): boolean {
  return (
    (token.match(/\d/g)?.length ?? 0) >= 4 ||
    /yui_|_\d{2,}_|[0-9a-f]{8,}|^:|^css-|^sc-|__[A-Za-z0-9_-]{5,}$/.test(token)
  );
}

function attributeSelector(element: Element, name: string): string | undefined {
  const value = element.getAttribute(name);
  if (!value || value.length > 80) return undefined;
  // What was typed lies in the property, not in the attribute; but some pages mirror it. Only buttons keep theirs.
  if (name === 'value' && !element.matches('button,input[type=submit],input[type=button],option'))
    return undefined;
  return `${element.localName}[${name}="${CSS.escape(value)}"]`;
}

/** Short selectors of the element alone, the most telling first. */
function ownSelectors(element: Element): string[] {
  const id = element.id && !isGenerated(element.id) ? [`#${CSS.escape(element.id)}`] : [];
  const attributes = heldAttributes.flatMap((name) => attributeSelector(element, name) ?? []);
  const classes = [...element.classList]
    .filter((token) => !isGenerated(token))
    .map((token) => `${element.localName}.${CSS.escape(token)}`);
  return [...id, ...attributes, ...classes];
}

function position(element: Element): string {
  const alike = [...(element.parentNode?.children ?? [])].filter(
    (sibling) => sibling.localName === element.localName,
  );
  return alike.length > 1
    ? `${CSS.escape(element.localName)}:nth-of-type(${alike.indexOf(element) + 1})`
    : CSS.escape(element.localName);
}

/** A selector that finds the element and nothing else in its root: its own, else a path from the nearest such ancestor. */
export function uniqueCss(element: Element): string {
  const root = element.getRootNode() as Document | ShadowRoot;
  const isUnique = (selector: string): boolean => {
    const found = root.querySelectorAll(selector);
    return found.length === 1 && found[0] === element;
  };
  const own = ownSelectors(element).find(isUnique);
  if (own) return own;
  const parent = element.parentElement;
  return parent ? `${uniqueCss(parent)} > ${position(element)}` : position(element);
}

/** Attributes, classes and, where these do not do, the place in the tree. */
export const css: Strategy = {
  kind: 'css',
  pierces: false,
  write: uniqueCss,
  find: (root, _element, written) => root.querySelectorAll(written),
};
