import type { Strategy } from './strategy.ts';

const attributes = ['data-testid', 'data-test-id', 'data-test', 'data-cy', 'data-qa'];

function ownSelector(element: Element): string | undefined {
  const attribute = attributes.find((name) => element.getAttribute(name));
  return attribute && `[${attribute}="${CSS.escape(element.getAttribute(attribute) ?? '')}"]`;
}

/** What the site's own developers hold on to in their tests. */
export const testId: Strategy = {
  kind: 'test-id',
  pierces: false,
  write: ownSelector,
  find: (root, element) => {
    const selector = ownSelector(element);
    return selector ? root.querySelectorAll(selector) : [];
  },
};
