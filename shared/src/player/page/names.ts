import type { Kit } from './kit.ts';

/** What elements are and what they are called. Sent as source: see {@link Kit}. */
export const naming: Pick<Kit, 'roleOf' | 'textOf' | 'nameOf'> & ThisType<Kit> = {
  /** The role that Chromium gives an element, as the recorder reads it; the first word of `role`, else what the tag means. */
  roleOf(element: Element): string | undefined {
    const said = element.getAttribute('role')?.trim().split(/\s+/)[0];
    if (said) return said === 'img' ? 'image' : said;
    const tag = element.localName;
    if (tag === 'input') {
      const { type, list } = element as HTMLInputElement;
      if (['button', 'submit', 'reset', 'image'].includes(type)) return 'button';
      const own = { checkbox: 'checkbox', radio: 'radio', range: 'slider', number: 'spinbutton' }[
        type
      ];
      if (own) return own;
      if (!['text', 'search', 'email', 'tel', 'url'].includes(type)) return undefined;
      if (list) return 'combobox';
      return type === 'search' ? 'searchbox' : 'textbox';
    }
    if (tag === 'select') {
      const { multiple, size } = element as HTMLSelectElement;
      return multiple || size > 1 ? 'listbox' : 'combobox';
    }
    if (tag === 'a') return element.hasAttribute('href') ? 'link' : undefined;
    if (/^h[1-6]$/.test(tag)) return 'heading';
    return {
      article: 'article',
      aside: 'complementary',
      button: 'button',
      dialog: 'dialog',
      fieldset: 'group',
      img: 'image',
      li: 'listitem',
      main: 'main',
      nav: 'navigation',
      ol: 'list',
      option: 'option',
      progress: 'progressbar',
      summary: 'DisclosureTriangle',
      table: 'table',
      td: 'cell',
      textarea: 'textbox',
      th: 'columnheader',
      tr: 'row',
      ul: 'list',
    }[tag];
  },

  /** Text that a person reads in an element, on one line, pictures by their words; never what was typed. */
  textOf(node: Node): string {
    let text = '';
    const visit = (at: Node): void => {
      if (at.nodeType === Node.TEXT_NODE) text += (at as Text).data;
      if (at.nodeType !== Node.ELEMENT_NODE) return;
      const element = at as HTMLElement;
      if (
        ['script', 'style', 'noscript', 'template', 'textarea', 'select'].includes(
          element.localName,
        )
      )
        return;
      if (element.getAttribute('aria-hidden') === 'true') return;
      const label =
        at === node ? null : (element.getAttribute('aria-label') ?? element.getAttribute('alt'));
      if (label) {
        text += ` ${label} `;
        return;
      }
      const isBlock = at !== node && getComputedStyle(element).display !== 'inline';
      if (isBlock) text += ' ';
      for (const child of (element.shadowRoot ?? element).childNodes) visit(child);
      if (isBlock) text += ' ';
    };
    visit(node);
    return text.replace(/\s+/g, ' ').trim();
  },

  /** What a screen reader calls an element, as the recorder reads it. Source: accname 1.2, steps 2B to 2I. */
  nameOf(element: Element): string {
    const flat = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
    const attribute = (name: string) => flat(element.getAttribute(name));
    const root = element.getRootNode() as Document | ShadowRoot;
    const labelledBy = attribute('aria-labelledby')
      .split(' ')
      .map((id) => (id ? root.getElementById(id) : null))
      .map((found) => (found ? this.textOf(found) : ''))
      .join(' ');
    if (flat(labelledBy)) return flat(labelledBy);
    if (attribute('aria-label')) return attribute('aria-label');
    const labels =
      'labels' in element ? [...((element.labels as NodeListOf<Element> | null) ?? [])] : [];
    const label = flat(labels.map((each) => this.textOf(each)).join(' '));
    if (label) return label;
    if (
      element instanceof HTMLInputElement &&
      ['submit', 'reset', 'button'].includes(element.type)
    ) {
      const usual = { submit: 'Submit', reset: 'Reset' }[element.type] ?? '';
      if (element.value || usual) return element.value || usual;
    }
    if (element.matches('img,input') && attribute('alt')) return attribute('alt');
    const byContent =
      /^(button|cell|checkbox|columnheader|gridcell|heading|link|menuitem|menuitemcheckbox|menuitemradio|option|radio|row|rowheader|switch|tab|tooltip|treeitem|DisclosureTriangle)$/;
    const content = byContent.test(this.roleOf(element) ?? '')
      ? this.textOf(element).slice(0, 400)
      : '';
    return content || attribute('title') || attribute('placeholder');
  },
};
