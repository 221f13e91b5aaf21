/**
 * One way to name an element so that puppeteer finds it again.
 * `write` answers undefined where the way does not fit the element; `find` answers what the selector it wrote would find,
 * one by one, since two are enough to know that it is of no use.
 */
export type Strategy = {
  kind: SelectorKind;
  /** Whether puppeteer looks for it in the whole document, through open shadow roots; else in one root at a time. */
  pierces: boolean;
  write: (element: Element) => string | undefined;
  find: (root: Document | ShadowRoot, element: Element, written: string) => Iterable<Element>;
};

/** The ways, by what they hold on to. */
export type SelectorKind = 'test-id' | 'role' | 'label' | 'text' | 'css' | 'xpath';

/** Text as an argument of a `::-p-…` selector; undefined where no spelling of it is safe. */
export function quoted(text: string): string | undefined {
  if (/[\\\n\r]/.test(text)) return undefined;
  if (!text.includes('"')) return `"${text}"`;
  return text.includes("'") ? undefined : `'${text}'`;
}
