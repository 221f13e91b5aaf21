/*
 * Functions that run in a frame, in the player's world there. Each is sent as its own source: it uses nothing but its arguments
 * and the page. What to hide is decided outside: no value is ever sent into a page.
 */

/** What a frame shows that may have to be hidden. */
export type Shown = {
  /** Texts inside the window, in a fixed order. */
  readonly texts: readonly string[];
};

type Memory = { mayflyShown?: Element[]; mayflyCover?: HTMLElement };

/** Lists the texts that a frame shows: innermost elements with text of their own, and what fields hold. */
export function listShown(): Shown {
  const memory = globalThis as unknown as Memory;
  const everyElement = (scope: ParentNode): Element[] => {
    const all: Element[] = [];
    for (const element of scope.querySelectorAll('*')) {
      all.push(element);
      if (element.shadowRoot) all.push(...everyElement(element.shadowRoot));
    }
    return all;
  };
  const isInWindow = (element: Element) => {
    const { top, left, bottom, right } = element.getBoundingClientRect();
    return bottom >= 0 && right >= 0 && top <= innerHeight && left <= innerWidth;
  };
  /** What a style sheet adds before or after: it may be an attribute of the element. */
  const addedText = (element: Element) =>
    ['::before', '::after', '::marker']
      .map((part) => getComputedStyle(element, part).content)
      .filter((content) => /^["']./.test(content))
      .join('\n');
  const ownText = (element: Element) => {
    const added = addedText(element);
    const words = wordsOf(element);
    return added ? `${words}\n${added}` : words;
  };
  const wordsOf = (element: Element) => {
    // Where a picture cannot be drawn, the browser draws this.
    if (element instanceof HTMLImageElement) return element.alt;
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
      return `${element.value}\n${element.placeholder}`;
    if (element instanceof HTMLSelectElement)
      return [...(element.size > 1 || element.multiple ? element.options : element.selectedOptions)]
        .map(({ label }) => label)
        .join('\n');
    // A value may be broken over inline children: an element answers for them as long as they are short.
    const hasText = [...element.childNodes].some(
      (node) => node instanceof Text && node.data.trim(),
    );
    const isShort = (element.textContent?.length ?? 0) <= 2000 && element.children.length > 0;
    if (!hasText && !isShort) return '';
    if (
      !hasText &&
      [...element.children].some((child) => getComputedStyle(child).display !== 'inline')
    )
      return '';
    return element.textContent ?? '';
  };
  const shown = everyElement(document).filter(
    (element) =>
      !/^(html|body|head|script|style|noscript|template|title|meta|link)$/.test(
        element.localName,
      ) &&
      isInWindow(element) &&
      ownText(element).trim() !== '',
  );
  memory.mayflyShown = shown;
  return { texts: shown.map(ownText) };
}

/** Covers the listed elements with these indices, and every password field. Answers how many places are covered. */
export function cover(indices: readonly number[]): number {
  const memory = globalThis as unknown as Memory;
  memory.mayflyCover?.remove();
  const passwords = [...document.querySelectorAll('input[type=password]')];
  const hidden = indices.flatMap((index) => memory.mayflyShown?.[index] ?? []);
  const boxesOf = (element: Element): readonly DOMRect[] => {
    const isField = /^(input|textarea|select|img)$/.test(element.localName);
    const isAdded = ['::before', '::after', '::marker'].some((part) =>
      /^["']./.test(getComputedStyle(element, part).content),
    );
    if (isField || isAdded || element.children.length > 0) return [element.getBoundingClientRect()];
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()];
  };
  const places = [...new Set([...passwords, ...hidden])]
    .map((element) => boxesOf(element).filter(({ width, height }) => width > 0 && height > 0))
    .filter((boxes) => boxes.length > 0);
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  for (const { left, top, width, height } of places.flat()) {
    const box = document.createElement('div');
    Object.assign(box.style, {
      position: 'fixed',
      background: '#3f3f46',
      left: `${left - 2}px`,
      top: `${top - 2}px`,
      width: `${width + 4}px`,
      height: `${height + 4}px`,
    });
    root.append(box);
  }
  Object.assign(host.style, {
    all: 'initial',
    position: 'fixed',
    inset: '0',
    width: 'auto',
    height: 'auto',
    margin: '0',
    padding: '0',
    border: '0',
    background: 'none',
    overflow: 'visible',
    pointerEvents: 'none',
  });
  host.popover = 'manual';
  document.documentElement.append(host);
  host.showPopover();
  memory.mayflyCover = host;
  return places.length;
}

/** Takes the cover away. */
export function uncover(): void {
  const memory = globalThis as unknown as Memory;
  memory.mayflyCover?.remove();
  delete memory.mayflyCover;
  delete memory.mayflyShown;
}
