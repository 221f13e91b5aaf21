import { visibleText } from './name.ts';

/** The last heading before an element in its document; empty where there is none. */
export function headingAbove(element: Element): string {
  const root = element.getRootNode() as Document | ShadowRoot;
  const all = [...root.querySelectorAll('h1,h2,h3,h4,h5,h6,[role=heading],legend')];
  const above = all.findLast(
    (heading) =>
      heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING &&
      !heading.contains(element),
  );
  return above ? visibleText(above, 80) : '';
}
