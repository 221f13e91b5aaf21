import type { FieldKind, Kit, TableRequest } from './kit.ts';

/** What is done with elements that were found. Sent as source: see {@link Kit}. */
export const holding: Pick<
  Kit,
  | 'hold'
  | 'element'
  | 'beginFill'
  | 'setValue'
  | 'choose'
  | 'isChecked'
  | 'focus'
  | 'scrollTo'
  | 'read'
  | 'partOf'
  | 'readTable'
> &
  ThisType<Kit> = {
  /** Remembers an element, and answers its id. */
  hold(element: Element): number {
    const id = this.held.size + 1;
    this.held.set(id, element);
    return id;
  },

  /** An element found before. Throws when the page has let go of it. */
  element(id: number): HTMLElement {
    const held = this.held.get(id);
    if (!held?.isConnected) throw new Error('mayfly: the element is gone');
    return held as HTMLElement;
  },

  /** Makes a field ready to be typed into: focused, all of it selected. */
  beginFill(id: number): FieldKind {
    const field = this.element(id);
    field.focus();
    if (field.isContentEditable) {
      getSelection()?.selectAllChildren(field);
      return 'typed';
    }
    if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLTextAreaElement))
      return 'none';
    if (field.readOnly) return 'none';
    const set = ['date', 'time', 'datetime-local', 'month', 'week', 'color', 'range'];
    if (set.includes(field.type)) return 'set';
    if (['checkbox', 'radio', 'file', 'submit', 'button', 'reset', 'image'].includes(field.type))
      return 'none';
    field.select();
    return 'typed';
  },

  /** Sets a field that is not typed into, and tells the page. */
  setValue(id: number, value: string): void {
    const field = this.element(id) as HTMLInputElement;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  },

  /** Chooses exactly these options, by text or value, and tells the page. Answers those that the list has not. */
  choose(id: number, options: readonly string[]): readonly string[] | 'not-a-list' {
    const list = this.element(id);
    if (!(list instanceof HTMLSelectElement)) return 'not-a-list';
    const flat = (text: string) => text.replace(/\s+/g, ' ').trim();
    const named = (option: HTMLOptionElement, name: string) => flat(option.label) === flat(name);
    const found = options.map((name) => {
      const all = [...list.options];
      return all.find((each) => named(each, name)) ?? all.find(({ value }) => value === name);
    });
    const missing = options.filter((_, at) => !found[at]);
    if (missing.length > 0) return missing;
    list.focus();
    for (const option of list.options) option.selected = found.includes(option);
    list.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    list.dispatchEvent(new Event('change', { bubbles: true }));
    return [];
  },

  /** Whether a box, radio or switch is ticked. */
  isChecked(id: number): boolean {
    const box = this.element(id);
    if (box instanceof HTMLInputElement) return box.checked;
    return (box.getAttribute('aria-checked') ?? box.getAttribute('aria-pressed')) === 'true';
  },

  /** Gives an element the focus. */
  focus(id: number): void {
    this.element(id).focus();
  },

  /** Scrolls what is inside an element. */
  scrollTo(id: number, x: number, y: number): void {
    this.element(id).scrollTo({ left: x, top: y, behavior: 'instant' });
  },

  /** What a part of an element says. */
  read(id: number, part: string): string {
    return this.partOf(this.element(id), part);
  },

  /** What a part of an element says: text as a person sees it, addresses whole. */
  partOf(element: Element, part: string): string {
    if (part === 'href' || part === 'src') {
      const holder = element.hasAttribute(part) ? element : element.querySelector(`[${part}]`);
      const said = holder?.getAttribute(part);
      return said ? (URL.parse(said, document.baseURI)?.href ?? said) : '';
    }
    if (part === 'value') return 'value' in element ? String(element.value) : '';
    if (part !== 'text') return element.getAttribute(part) ?? '';
    if (element instanceof HTMLImageElement) return element.alt;
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
      return element.value;
    return ((element as HTMLElement).innerText ?? element.textContent ?? '').trim();
  },

  /** The cells of what repeats inside an element, row by row; rows that do not show are left out. */
  readTable(id: number, { row, columns, limit }: TableRequest): readonly (readonly string[])[] {
    const rows = [...this.element(id).querySelectorAll(row)].filter((each) => this.isShown(each));
    return rows.slice(0, limit).map((each) =>
      columns.map(({ selector, part = 'text' }) => {
        const cell = selector ? each.querySelector(selector) : each;
        return cell ? this.partOf(cell, part) : '';
      }),
    );
  },
};
