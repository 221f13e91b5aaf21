import { isDrawn } from './selectors/every-element.ts';
import { css, uniqueCss } from './selectors/css.ts';
import { label } from './selectors/label.ts';
import { role } from './selectors/role.ts';
import type { SelectorKind, Strategy } from './selectors/strategy.ts';
import { testId } from './selectors/test-id.ts';
import { text } from './selectors/text.ts';
import { xpath } from './selectors/xpath.ts';

const strategies: readonly Strategy[] = [testId, role, label, text, css, xpath];

/** How well each way lasts when a site changes: the higher, the sooner the player tries it. */
const lasting: Record<SelectorKind, number> = {
  'test-id': 100,
  role: 90,
  label: 80,
  text: 60,
  css: 50,
  xpath: 10,
};

/** What makes a single selector last less long than others of its kind. */
const doubts: readonly { name: string; cost: number; holds: (selector: string) => boolean }[] = [
  { name: 'counts siblings', cost: 30, holds: (selector) => selector.includes(':nth-of-type(') },
  { name: 'says a number, which data do', cost: 15, holds: (selector) => /\d{2,}/.test(selector) },
  { name: 'is long', cost: 10, holds: (selector) => selector.length > 80 },
  {
    name: 'is a class, which looks are made of',
    cost: 5,
    holds: (selector) => /^\w+\./.test(selector),
  },
];

function score(kind: SelectorKind, selector: string): number {
  const cost = doubts.filter(({ holds }) => holds(selector)).map(({ cost }) => cost);
  return kind === 'xpath' ? lasting.xpath : cost.reduce((left, each) => left - each, lasting[kind]);
}

function rootOf(element: Element): Document | ShadowRoot {
  return element.getRootNode() as Document | ShadowRoot;
}

/** The way from the page through the open shadow roots around an element, ready to be followed by a selector. */
function wayTo(element: Element): string {
  const root = rootOf(element);
  return root instanceof ShadowRoot ? `${wayTo(root.host)}${uniqueCss(root.host)} >>> ` : '';
}

function isAlone(strategy: Strategy, element: Element, written: string): boolean {
  const root = strategy.pierces ? element.ownerDocument : rootOf(element);
  let isFound = false;
  for (const found of strategy.find(root, element, written)) {
    if (found === element) isFound = true;
    else if (isDrawn(found)) return false;
  }
  return isFound;
}

/** Ways that hold on to what an element says: of no use where that is what is to be read. */
const bySayings: ReadonlySet<SelectorKind> = new Set(['role', 'text']);

/**
 * Every selector that finds this element and nothing else in its page now, the most lasting first.
 * `toRead`: what the element says will change, and is wanted, so none holds on to it.
 */
export function rankedSelectors(element: Element, toRead = false): string[] {
  return strategies
    .filter(({ kind }) => !toRead || !bySayings.has(kind))
    .flatMap((strategy) => {
      const own = strategy.write(element);
      if (!own || !isAlone(strategy, element, own)) return [];
      const selector = strategy.pierces ? own : wayTo(element) + own;
      return [{ selector, score: score(strategy.kind, own) }];
    })
    .toSorted((one, other) => other.score - one.score)
    .map(({ selector }) => selector);
}
