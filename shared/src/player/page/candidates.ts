import type { Candidate, Kit } from './kit.ts';

/** What the elements of a page are, for likeness. Sent as source: see {@link Kit}. */
export const describing: Pick<Kit, 'pathOf' | 'candidateOf' | 'candidates'> & ThisType<Kit> = {
  /** The steps of the absolute XPath, with an index where there are more of a kind: as the recorder writes them. */
  pathOf(element: Element): readonly string[] {
    const alike = [...(element.parentNode?.children ?? [])].filter(
      ({ localName }) => localName === element.localName,
    );
    const step = alike.length > 1 ? `[${alike.indexOf(element) + 1}]` : '';
    const above = element.parentElement ? this.pathOf(element.parentElement) : [];
    return [...above, element.localName + step];
  },

  /** What is told of one element; never what was typed into it. */
  candidateOf(element: Element): Candidate {
    const { x, y, width, height } = element.getBoundingClientRect();
    const attribute = (name: string) => element.getAttribute(name)?.slice(0, 400) || undefined;
    const holdsWords =
      'button,input:is([type=submit],[type=button],[type=reset],[type=checkbox],[type=radio])';
    const anchor = element.closest('[id]');
    const steps = this.pathOf(element);
    const rest = anchor ? steps.slice(this.pathOf(anchor).length) : [];
    const all = {
      idPath: anchor ? [`//*[@id="${anchor.id}"]`, ...rest].join('/') : undefined,
      role: this.roleOf(element),
      accessibleName: this.nameOf(element).slice(0, 400),
      text: this.textOf(element).slice(0, 400),
      id: element.id,
      name: attribute('name'),
      href: attribute('href'),
      className: attribute('class'),
      type: attribute('type'),
      value: element.matches(holdsWords) ? attribute('value') : undefined,
      alt: attribute('alt'),
      title: attribute('title'),
      placeholder: attribute('placeholder'),
    };
    return {
      held: this.hold(element),
      path: `/${steps.join('/')}`,
      tag: element.localName,
      box: { x: x + scrollX, y: y + scrollY, width, height },
      ...Object.fromEntries(Object.entries(all).filter(([, value]) => value)),
    };
  },

  /** The visible elements that a person can act on or read. */
  candidates(limit: number): readonly Candidate[] {
    const isActedOn = (element: Element) =>
      /^(button|checkbox|combobox|gridcell|link|listbox|menuitem|menuitemcheckbox|menuitemradio|option|radio|searchbox|slider|spinbutton|switch|tab|textbox|treeitem|DisclosureTriangle)$/.test(
        this.roleOf(element) ?? '',
      ) || element.matches('input,textarea,select,[tabindex],[contenteditable]');
    const hasText = (element: Element) =>
      [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
    return this.everyElement(document)
      .filter(
        (element) =>
          !/^(html|head|body|script|style|noscript|template|meta|link|title)$/.test(
            element.localName,
          ),
      )
      .filter((element) => (isActedOn(element) || hasText(element)) && this.isShown(element))
      .slice(0, limit)
      .map((element) => this.candidateOf(element));
  },
};
